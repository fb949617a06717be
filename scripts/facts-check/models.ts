/** Machine-readable models of the vendor, from packages that are installed on demand into an ignored folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a model says something: see mapping.yaml. */
export interface Source {
  readonly of?: string;
  readonly type?: string;
  readonly member?: string;
  readonly is?: 'min' | 'max' | 'minLength' | 'maxLength' | 'values';
  readonly client?: string;
  readonly enum?: string;
  readonly members?: string;
  readonly says?: string;
}

/** What the model says: a number or quantity as text, or a list of words. Undefined: it is not there (any more). */
export type Said = string | readonly string[] | undefined;

export class Models {
  private readonly texts = new Map<string, string>();
  private readonly sentences = new Map<string, string>();

  constructor(
    private readonly folder: string,
    private readonly packages: { readonly resources: string; readonly clients: string },
  ) {}

  /** Installs what is not there yet; `refresh` asks for the newest of everything. Throws when that cannot be had. */
  install(clients: Iterable<string>, refresh: boolean): void {
    const names = [this.packages.resources, ...[...clients].map((c) => this.packages.clients + c)];
    const missing = names.filter(
      (n) => refresh || !existsSync(join(this.folder, 'node_modules', n, 'package.json')),
    );
    if (missing.length === 0) return;
    mkdirSync(this.folder, { recursive: true });
    // A package.json of its own: without it, npm installs into the project around it.
    writeFileSync(join(this.folder, 'package.json'), '{ "name": "models", "private": true }\n');
    const wanted = names.map((n) => `${n}@latest`);
    const args = [
      'install',
      '--prefix',
      this.folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    execFileSync('npm', [...args, ...wanted], {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: this.folder,
      timeout: 600_000,
    });
  }

  versionOf(source: Source): string {
    const name =
      source.client === undefined ? this.packages.resources : this.packages.clients + source.client;
    const file = join(this.folder, 'node_modules', name, 'package.json');
    return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
  }

  read(source: Source): Said {
    if (source.of !== undefined) return this.constraint(source);
    const client = source.client ?? '';
    if (source.enum !== undefined) {
      const body = new RegExp(`export declare const ${source.enum}: \\{([^}]*)\\}`).exec(
        this.text(client),
      )?.[1];
      return body === undefined ? undefined : [...body.matchAll(/"([^"]*)"/g)].map((m) => m[1] ?? '');
    }
    if (source.members !== undefined) {
      const body = new RegExp(`export interface ${source.members}(?: extends [^{]*)? \\{([^}]*)\\}`).exec(
        this.text(client),
      )?.[1];
      return body === undefined ? undefined : [...body.matchAll(/^\s+(\w+)\??:/gm)].map((m) => m[1] ?? '');
    }
    return new RegExp(source.says ?? '$^', 'i').exec(this.prose(client))?.[1];
  }

  private constraint({ of = '', type, member, is }: Source): Said {
    const file = join(
      this.folder,
      'node_modules',
      this.packages.resources,
      'lib',
      `${of.replaceAll('::', '-')}.d.ts`,
    );
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const body = new RegExp(`export type ${type} = \\{([\\s\\S]*?)\\n\\};`).exec(text)?.[1] ?? '';
    const found = new RegExp(`((?:/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\s*)?)\\b${member}\\??: ([^;]*);`).exec(
      body,
    );
    if (found === null) return undefined;
    if (is === 'values') return [...(found[2] ?? '').matchAll(/"([^"]*)"/g)].map((m) => m[1] ?? '');
    return new RegExp(`@${is} \`([^\`]*)\``).exec(found[1] ?? '')?.[1];
  }

  private text(client: string): string {
    const known = this.texts.get(client);
    if (known !== undefined) return known;
    const folder = join(this.folder, 'node_modules', this.packages.clients + client, 'dist-types');
    const names = readdirSync(folder, { recursive: true }).map(String);
    const own = names.filter((n) => n.endsWith('.d.ts') && !n.startsWith('ts3.4')).sort();
    const text = own.map((n) => readFileSync(join(folder, n), 'utf8')).join('\n');
    this.texts.set(client, text);
    return text;
  }

  /** The documentation comments as running text. */
  private prose(client: string): string {
    const known = this.sentences.get(client);
    if (known !== undefined) return known;
    const text = this.text(client)
      .replaceAll(/^\s*\*\s?/gm, ' ')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll(/\s+/g, ' ');
    this.sentences.set(client, text);
    return text;
  }
}

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
  readonly library?: string;
  readonly enum?: string | readonly string[];
  readonly members?: string | readonly string[];
  readonly says?: string;
}

/** Names of packages: of the resource schemas, the beginning of a client's, of the construct library. */
export interface Packages {
  readonly resources: string;
  readonly clients: string;
  readonly library: string;
}

/** What the model says: a number or quantity as text, or a list of words. Undefined: it is not there (any more). */
export type Said = string | readonly string[] | undefined;

export class Models {
  private readonly texts = new Map<string, string>();
  private readonly sentences = new Map<string, string>();

  constructor(
    private readonly folder: string,
    private readonly packages: Packages,
  ) {}

  /** Installs what is not there yet; `refresh` asks for the newest of everything. Throws when that cannot be had. */
  install(clients: Iterable<string>, refresh: boolean): void {
    const { resources, library } = this.packages;
    const names = [resources, library, ...[...clients].map((c) => this.packages.clients + c)];
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
    const name = this.packageOf(source);
    const file = join(this.folder, 'node_modules', name, 'package.json');
    return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
  }

  read(source: Source): Said {
    if (source.of !== undefined) return this.constraint(source);
    if (source.enum !== undefined) {
      const lists = [source.enum].flat().map((name) => this.listed(source, name));
      return lists.every((l) => l.length > 0) ? lists.flat() : undefined;
    }
    if (source.members !== undefined) {
      const lists = [source.members].flat().map((name) => this.membersOf(source, name));
      return lists.every((l) => l.length > 0) ? lists.flat() : undefined;
    }
    return new RegExp(source.says ?? '$^', 'i').exec(this.prose(source))?.[1];
  }

  private packageOf({ client, library }: Source): string {
    if (library !== undefined) return this.packages.library;
    return client === undefined ? this.packages.resources : this.packages.clients + client;
  }

  private listed(source: Source, name: string): string[] {
    const declared = new RegExp(`export declare (?:const ${name}:|enum ${name}) \\{([^}]*)\\}`);
    const body = declared.exec(this.text(source))?.[1] ?? '';
    return [...body.matchAll(/"([^"]*)"/g)].map((m) => m[1] ?? '');
  }

  private membersOf(source: Source, name: string): string[] {
    const declared = new RegExp(`export interface ${name}(?: extends [^{]*)? \\{([^}]*)\\}`);
    const body = declared.exec(this.text(source))?.[1] ?? '';
    return [...body.matchAll(/^\s+(\w+)\??:/gm)].map((m) => m[1] ?? '');
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

  /** What people wrote or generated of a client, and what people wrote of a module of the library. */
  private text(source: Source): string {
    const folder = join(this.folder, 'node_modules', this.packageOf(source), source.library ?? 'dist-types');
    const known = this.texts.get(folder);
    if (known !== undefined) return known;
    const names = readdirSync(folder, { recursive: true }).map(String);
    const left = (n: string) => n.startsWith('ts3.4') || n.endsWith('.generated.d.ts');
    const own = names.filter((n) => n.endsWith('.d.ts') && !left(n)).sort();
    const text = own.map((n) => readFileSync(join(folder, n), 'utf8')).join('\n');
    this.texts.set(folder, text);
    return text;
  }

  /** The documentation comments as running text. */
  private prose(source: Source): string {
    const text = this.text(source);
    const known = this.sentences.get(text);
    if (known !== undefined) return known;
    const running = text
      .replaceAll(/^\s*\*\s?/gm, ' ')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll(/\s+/g, ' ');
    this.sentences.set(text, running);
    return running;
  }
}

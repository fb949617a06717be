import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Setting {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
    }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<Record<string, Setting>>;
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly yamlValidation: readonly { readonly url: string }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: boolean };
    readonly virtualWorkspaces: boolean;
  };
}

/** Commands that only links, actions and other commands run: they need arguments. */
const INTERNAL: ReadonlySet<string> = new Set([
  'tributary.turnRuleOff',
  'tributary.openExample',
  'tributary.openPage',
]);

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;
const settings = contributes.configuration.flatMap((section) => Object.entries(section.properties));
const source = readdirSync('src/vscode', { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`src/vscode/${name}`, 'utf8'))
  .join('\n');

describe('package.json', () => {
  it('names commands that the code registers, each once, in one category', () => {
    const ids = contributes.commands.map((c) => c.command);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const { command, title, category } of contributes.commands) {
      assert.ok(source.includes(`'${command}'`), `${command} is nowhere in src/vscode`);
      assert.ok(title !== '' && category === 'Tributary', `${command} has the category ${category}`);
    }
  });

  it('knows every command that the code registers', () => {
    const ids = new Set(contributes.commands.map((c) => c.command));
    const registered = [...source.matchAll(/register(?:TextEditor)?Command\(\s*'([^']+)'/g)].map(
      (m) => m[1] ?? '',
    );
    assert.ok(registered.length > 5);
    const palette = new Set((contributes.menus.commandPalette ?? []).map((m) => m.command));
    for (const id of registered)
      assert.ok(ids.has(id) || palette.has(id) || INTERNAL.has(id), `${id} is not in package.json`);
  });

  it('puts only known commands in menus', () => {
    const ids = new Set(contributes.commands.map((c) => c.command));
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const { command } of items)
        assert.ok(command === undefined || ids.has(command), `${menu}: ${command}`);
    }
  });

  it('describes every setting, with a default, and the code reads it', () => {
    assert.ok(settings.length >= 5);
    for (const [id, setting] of settings) {
      const text = setting.markdownDescription ?? setting.description ?? '';
      assert.ok(text.length > 20 && /[.!)]$/.test(text), `${id} needs a description`);
      assert.notEqual(setting.default, undefined, `${id} needs a default`);
      const parts = id.split('.');
      const keys = parts.map((_, i) => parts.slice(i).join('.'));
      assert.ok(
        keys.some((key) => source.includes(`'${key}'`)),
        `${id} is read nowhere in src/vscode`,
      );
      const described = setting.markdownEnumDescriptions ?? setting.enumDescriptions ?? [];
      assert.equal(described.length, setting.enum?.length ?? 0, `${id}: each value needs a description`);
    }
  });

  it('reads no setting that it does not describe', () => {
    const known = new Set(settings.map(([id]) => id));
    const read = [...source.matchAll(/settings\.get(?:<[^>(]*>)?\(\s*'([^']+)'/g)].map((m) => m[1] ?? '');
    assert.ok(read.length > 3);
    for (const key of read) {
      assert.ok(
        [...known].some((id) => id === `tributary.${key}` || id.endsWith(`.${key}`)),
        `${key} is not in package.json`,
      );
    }
  });

  it('works in untrusted and virtual workspaces, and its schema exists', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
    for (const { url } of contributes.yamlValidation) assert.ok(existsSync(url), url);
  });
});

/** What others take for the same text. They are installed on demand into `.models/peers/`; without network they are left out. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { NAME } from './sketch.js';

const PEERS = [
  'yaml-language-server',
  '@stoplight/spectral-core',
  '@stoplight/spectral-functions',
  '@stoplight/spectral-parsers',
];

/** One row: milliseconds for the small and for the large text. */
export interface Line {
  readonly what: string;
  readonly small: number;
  readonly large: number;
}

export type Both = (
  what: string,
  job: (text: string, index: 0 | 1) => unknown,
  runs?: number,
) => Promise<Line>;

/** The rows of the peers, and those that are left out, with the reason. */
export async function peerLines(both: Both): Promise<{ peers: Line[]; left: string[] }> {
  const folder = resolve('.models/peers');
  const peers: Line[] = [];
  const left: string[] = [];
  const attempt = async (name: string, make: () => Promise<Line>) => {
    try {
      peers.push(await make());
    } catch (error) {
      left.push(`${name} (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)})`);
    }
  };
  try {
    installPeers(folder);
  } catch {
    return { peers, left: ['yaml-language-server and Spectral (they cannot be installed here)'] };
  }
  const require = createRequire(join(folder, 'package.json'));
  await attempt('yaml-language-server', async () => {
    const validate = languageServer(require);
    return both('yaml-language-server, validation with our schema', validate, 3);
  });
  await attempt('Spectral', async () => {
    const { Spectral, Document } = require('@stoplight/spectral-core');
    const { truthy } = require('@stoplight/spectral-functions');
    const { Yaml } = require('@stoplight/spectral-parsers');
    const spectral = new Spectral();
    // Rules that hold, as ours do: what a finding costs is not measured here.
    const names = Array.from({ length: 8 }, (_, i) => ({
      name: `rule-${i}`,
      field: i % 2 === 0 ? 'service' : 'description',
    }));
    const rules = names.map(({ name, field }) => [
      name,
      // biome-ignore lint/suspicious/noThenProperty: a word of Spectral's own language
      { given: '$.steps[*]', severity: 1, then: { field, function: truthy } },
    ]);
    spectral.setRuleset({ rules: Object.fromEntries(rules) });
    return both('Spectral, eight simple rules', (t) => spectral.run(new Document(t, Yaml, NAME)), 3);
  });
  return { peers, left };
}

function installPeers(folder: string): void {
  if (PEERS.every((name) => existsSync(join(folder, 'node_modules', name)))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "peers", "private": true }\n');
  const args = [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...PEERS,
  ];
  execFileSync('npm', args, { cwd: folder, stdio: 'ignore', timeout: 300_000 });
}

function languageServer(require: NodeRequire): (text: string) => unknown {
  const server = require('yaml-language-server');
  const { TextDocument } = require('vscode-languageserver-textdocument');
  const schema = readFileSync('schemas/pipeline.schema.json', 'utf8');
  const telemetry = { send() {}, sendError() {}, sendTrack() {} };
  const workspace = { resolveRelativePath: (path: string) => path };
  const service = server.getLanguageService({
    schemaRequestService: async () => schema,
    workspaceContext: workspace,
    telemetry,
  });
  service.configure({
    validate: true,
    schemas: [
      { uri: 'file:///sketch.schema.json', fileMatch: ['*.pipeline.yaml'], schema: JSON.parse(schema) },
    ],
  });
  let version = 0;
  return (text) =>
    service.doValidation(TextDocument.create(`file:///${NAME}`, 'yaml', version++, text), false);
}

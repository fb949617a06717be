/**
 * What holds for a file: the editor's settings, and over them, key by key, the nearest `.tributaryrc.yaml` upwards. The file wins
 * because everybody who works on the repository has it, and the command line reads it too: so both say the same.
 */
import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';
import {
  CONFIG_FILE,
  type Config,
  type ConfigReading,
  EDITIONS,
  levelOf,
  mergeConfigs,
  readConfig,
} from '../core/config.js';
import type { TextRequest } from '../core/index.js';
import { ruleById } from '../core/knowledge.js';
import type { EditionChoice, RuleLevel } from '../core/model.js';
import { fileName } from './readings.js';

export interface LintSettings {
  readonly enable: boolean;
  readonly run: 'onType' | 'onSave';
  /** Milliseconds without a keystroke before a file is linted. */
  readonly delay: number;
  readonly maxFindings: number;
  /** Without an edition where nobody has chosen one: then each dialect has its own. */
  readonly options: TextRequest;
  /** The `.tributaryrc.yaml` in force. */
  readonly file: vscode.Uri | undefined;
  /** The edition that this file sets; the editor's setting does not count then. */
  readonly fileEdition: EditionChoice | undefined;
  /** That file takes the document out of linting. */
  readonly excluded: boolean;
}

export interface Configuration extends vscode.Disposable {
  of(uri: vscode.Uri): Promise<LintSettings>;
  /** Grows whenever anything may have changed. */
  generation(): number;
  /** Reads everything again, after a file was written by ourselves. */
  refresh(): void;
  readonly onDidChange: vscode.Event<void>;
}

/**
 * Watchers miss what happens outside of the workspace, and now and then something inside: on a local disk, a file is looked at
 * again after so many milliseconds.
 */
const TRUSTED = 2_000;

interface Loaded {
  readonly at: number;
  readonly file: Promise<ConfigFile | undefined>;
}

interface ConfigFile {
  readonly text: string;
  readonly uri: vscode.Uri;
  readonly reading: ConfigReading;
  readonly exclude: Ignore;
}

type OnRead = (uri: vscode.Uri, reading: ConfigReading | undefined) => void;

/** `onRead` hears of every configuration file that is read; undefined where there is none. */
export function createConfiguration(onRead: OnRead): Configuration {
  const changed = new vscode.EventEmitter<void>();
  const files = new Map<string, Loaded>();
  let generation = 0;
  const invalidate = () => {
    files.clear();
    generation++;
    changed.fire();
  };
  const load = (uri: vscode.Uri): Promise<ConfigFile | undefined> => {
    const key = uri.toString();
    const known = files.get(key);
    if (known !== undefined && (!isLocal(uri) || Date.now() - known.at < TRUSTED)) return known.file;
    const file = loadFile(uri, onRead);
    files.set(key, { at: Date.now(), file });
    if (known !== undefined) void differ(known.file, file).then((changed) => changed && invalidate());
    return file;
  };
  const nearest = async (uri: vscode.Uri): Promise<ConfigFile | undefined> => {
    for (const candidate of candidates(uri)) {
      const found = await load(candidate);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${CONFIG_FILE}`);
  const subscriptions = [
    changed,
    watcher,
    watcher.onDidChange(invalidate),
    watcher.onDidCreate(invalidate),
    watcher.onDidDelete(invalidate),
    vscode.workspace.onDidSaveTextDocument((d) => {
      if (isConfigFile(d.uri)) invalidate();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(invalidate),
    vscode.window.onDidChangeWindowState((state) => {
      // Coming back from a terminal, where a file may have changed that no watcher sees.
      if (state.focused) invalidate();
    }),
    vscode.workspace.onDidChangeConfiguration((e) => {
      if (e.affectsConfiguration('tributary')) invalidate();
    }),
  ];
  return {
    generation: () => generation,
    refresh: invalidate,
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
    async of(uri) {
      const file = await nearest(uri);
      const settings = vscode.workspace.getConfiguration('tributary', uri);
      const config = mergeConfigs(
        settingsConfig(settings),
        file?.reading.config ?? { rules: {}, exclude: [] },
      );
      return {
        enable: settings.get('lint.enable', true),
        run: settings.get<string>('lint.run') === 'onSave' ? 'onSave' : 'onType',
        delay: atLeastZero(settings.get('lint.delay', 150), 150),
        maxFindings: atLeastZero(settings.get('lint.maxFindings', 500), 500),
        options: { edition: config.edition, rules: config.rules, today: today() },
        file: file?.uri,
        fileEdition: file?.reading.config.edition,
        excluded: file !== undefined && excludes(file, uri),
      };
    },
  };
}

export function isConfigFile(uri: vscode.Uri): boolean {
  return fileName(uri) === CONFIG_FILE && uri.scheme !== 'git';
}

/** Where a configuration file may stand for this document, the nearest first. A new file belongs to the first folder. */
function candidates(uri: vscode.Uri): vscode.Uri[] {
  if (uri.scheme === 'untitled' || !uri.path.startsWith('/')) {
    const root = vscode.workspace.workspaceFolders?.[0];
    return root === undefined ? [] : [vscode.Uri.joinPath(root.uri, CONFIG_FILE)];
  }
  // Above the folder of a virtual file system there is nothing to ask for, and asking may cost a request.
  const stop = isLocal(uri) ? '' : (vscode.workspace.getWorkspaceFolder(uri)?.uri.path ?? '');
  const found: vscode.Uri[] = [];
  for (let folder = parent(uri.path); ; folder = parent(folder)) {
    found.push(uri.with({ path: `${folder}/${CONFIG_FILE}`, query: '', fragment: '' }));
    if (folder === '' || folder === stop.replace(/\/$/, '')) return found;
  }
}

function isLocal(uri: vscode.Uri): boolean {
  return uri.scheme === 'file' || uri.scheme === 'vscode-remote';
}

async function differ(a: Loaded['file'], b: Loaded['file']): Promise<boolean> {
  return (await a)?.text !== (await b)?.text;
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

async function loadFile(uri: vscode.Uri, onRead: OnRead): Promise<ConfigFile | undefined> {
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    onRead(uri, undefined);
    return undefined;
  }
  const reading = readConfig(text);
  onRead(uri, reading);
  return { text, uri, reading, exclude: ignore().add([...reading.config.exclude]) };
}

function excludes(file: ConfigFile, uri: vscode.Uri): boolean {
  const base = `${parent(file.uri.path)}/`;
  return (
    uri.path.startsWith(base) &&
    uri.path.length > base.length &&
    file.exclude.ignores(uri.path.slice(base.length))
  );
}

/** The edition that somebody has chosen in the settings; undefined where it is left to the default. */
export function editionSetting(settings: vscode.WorkspaceConfiguration): EditionChoice | undefined {
  const { globalValue, workspaceValue, workspaceFolderValue } = settings.inspect<unknown>('edition') ?? {};
  return EDITIONS.find((e) => e === (workspaceFolderValue ?? workspaceValue ?? globalValue));
}

/** Values of a wrong type are ignored: VS Code itself marks them in the settings file. */
function settingsConfig(settings: vscode.WorkspaceConfiguration): Config {
  const edition = editionSetting(settings);
  const levels = settings.get<unknown>('rules');
  const rules: Record<string, RuleLevel> = {};
  for (const [id, text] of Object.entries(typeof levels === 'object' && levels !== null ? levels : {})) {
    const level = levelOf(String(text));
    if (ruleById(id) !== undefined && level !== undefined) rules[id] = level;
  }
  return { ...(edition && { edition }), rules, exclude: [] };
}

function atLeastZero(value: unknown, fallback: number): number {
  return typeof value === 'number' && value >= 0 ? value : fallback;
}

/** The user's day, as an ISO date: suppressions with an end are over on their own calendar. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

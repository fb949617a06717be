/** What every fix promises, over all examples of the rules and all samples, in block and flow style, as map and as list, with both line ends. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { commentsOf, parseDocument } from '../../src/core/document.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';
import type { EditionChoice, Finding, Fix, MapNode, Node } from '../../src/core/model.js';
import { get } from '../../src/core/text/tree.js';

const ROUNDS = 20;
/** With ALL_FIXES=1 each text is tried in each form; the quick run takes every third, another third in each form. */
const EVERY = process.env.ALL_FIXES === '1' ? 1 : 3;

interface Source {
  readonly name: string;
  readonly text: string;
  readonly edition: EditionChoice | undefined;
}

function findings({ text, edition }: Source): readonly Finding[] {
  return lint(text, 'x.pipeline.yaml', { today: '2026-11-22', edition }).findings;
}

function sources(): Source[] {
  const samples = readdirSync('samples').filter((n) => n.endsWith('.pipeline.yaml'));
  return [
    ...samples.map((name) => ({ name, text: readFileSync(`samples/${name}`, 'utf8'), edition: undefined })),
    ...knowledge.rules.flatMap((r) =>
      r.examples.flatMap((e, i) =>
        'bad' in e && e.file === undefined && r.check !== 'reader'
          ? [{ name: `${r.id} ${i + 1}`, text: e.bad, edition: e.edition }]
          : [],
      ),
    ),
  ];
}

// ------------------------------------------------------------------------------------------------ other forms

const windows = (text: string) => text.replaceAll('\n', '\r\n');

/** Comments above, beside and between everything. */
function commented(text: string): string {
  let n = 0;
  return text.replaceAll(/^(?=\s*\S)(.*\S)$/gm, (line: string) => {
    if (/[|>][+-]?$/.test(line) || /^\s*#/.test(line)) return line;
    n++;
    return n % 3 === 0 ? `${/^\s*/.exec(line)?.[0] ?? ''}# note ${n}\n${line}` : `${line}  # side ${n}`;
  });
}

function stepsOf(text: string): MapNode | undefined {
  const { roots, problems } = parseDocument(text);
  const steps = get(roots[0], 'steps');
  return problems.length === 0 && roots.length === 1 && steps?.kind === 'map' && !steps.flow
    ? steps
    : undefined;
}

/** `steps` as a list with `id`; undefined where the text is not of the plain form. */
function asList(text: string): string | undefined {
  const steps = stepsOf(text);
  if (
    steps === undefined ||
    steps.entries.some(
      (e) => e.merged || e.value?.kind !== 'map' || e.value.flow || e.value.entries.length === 0,
    )
  )
    return;
  const edits = steps.entries.map((e) => {
    const lead = ' '.repeat((e.value?.start ?? 0) - (text.lastIndexOf('\n', e.value?.start) + 1));
    return { start: e.key.start, end: e.value?.start ?? 0, text: `- id: ${e.key.text}\n${lead}` };
  });
  const listed = applyEdits(text, edits);
  // `- ` takes the two columns of a map's indentation.
  return edits.every((e) => /\n {4}$/.test(e.text)) ? listed : undefined;
}

/** The whole of `steps` on one line. */
function asFlow(text: string): string | undefined {
  const steps = stepsOf(text);
  if (steps === undefined || text.includes('#') || steps.entries.some((e) => e.merged)) return undefined;
  const flow = (node: Node | undefined): string => {
    if (node === undefined) return '';
    if (node.tag !== undefined) return `${node.tag} ${flow({ ...node, tag: '' })}`;
    if (node.kind === 'list') return `[${node.items.map(flow).join(', ')}]`;
    if (node.kind === 'map')
      return `{ ${node.entries.map((e) => `${e.key.text}: ${flow(e.value)}`).join(', ')} }`;
    const plain = node.style === 'plain' && !/[[\]{},]/.test(node.text);
    return plain ? node.text : JSON.stringify(node.text);
  };
  return `${text.slice(0, steps.start).trimEnd()} ${flow(steps)}\n`;
}

// --------------------------------------------------------------------------------------------------- promises

const signature = (f: Finding) => `${f.rule} ${f.step ?? ''}`;

/** After one fix: its finding is gone, the text is sound, comments and line ends are what they were. */
function checkOne(source: Source, finding: Finding, fix: Fix): void {
  const { text } = source;
  const fixed = applyEdits(text, fix.edits);
  const where = `${source.name}: "${fix.title}" of ${finding.rule}\n${text}\n→\n${fixed}`;
  assert.deepEqual(parseDocument(fixed).problems, parseDocument(text).problems, `broken YAML: ${where}`);
  const count = (list: readonly Finding[]) => list.filter((f) => signature(f) === signature(finding)).length;
  const renamed = /^(unknown|duplicate|renamed)/.test(finding.rule);
  if (!renamed)
    assert.ok(count(findings({ ...source, text: fixed })) < count(findings(source)), `not cured: ${where}`);
  assert.equal(lineEnds(fixed), lineEnds(text), `line ends: ${where}`);
  if (finding.rule.endsWith('-suppression')) return;
  const removed = fix.edits.flatMap((e) =>
    commentsOf(text)
      .filter((c) => e.start <= c.start && c.end <= e.end)
      .map((c) => c.text),
  );
  const kept = commentsOf(text).map((c) => c.text);
  for (const comment of removed) kept.splice(kept.indexOf(comment), 1);
  assert.deepEqual(
    commentsOf(fixed)
      .map((c) => c.text)
      .sort(),
    kept.sort(),
    `comments: ${where}`,
  );
  assert.ok(removed.length === 0 || fix.edits.some((e) => e.text === ''), `comments lost: ${where}`);
  assert.ok(inOrder(keysOf(text), keysOf(fixed)), `key order: ${where}`);
}

function lineEnds(text: string): string {
  const crlf = text.match(/\r\n/g)?.length ?? 0;
  const all = text.match(/\n/g)?.length ?? 0;
  return crlf === 0 ? 'unix' : crlf === all ? 'windows' : 'mixed';
}

function keysOf(text: string): string[] {
  const keys: string[] = [];
  const walk = (node: Node | undefined) => {
    if (node?.kind === 'map') {
      for (const e of node.entries.filter((x) => !x.merged)) {
        keys.push(e.key.text);
        walk(e.value);
      }
    }
    if (node?.kind === 'list') for (const item of node.items) walk(item);
  };
  for (const root of parseDocument(text).roots) walk(root);
  return keys;
}

/** Nothing changes places: keys come in or go, or one gets another name. */
function inOrder(before: readonly string[], after: readonly string[]): boolean {
  if (before.length === after.length) return before.filter((key, i) => key !== after[i]).length <= 1;
  const [short, long] = before.length < after.length ? [before, after] : [after, before];
  let at = 0;
  for (const key of long) if (key === short[at]) at++;
  return at === short.length;
}

/** All safe fixes, one after another, until none is left. */
function checkAll(source: Source): void {
  const before = findings(source);
  let text = source.text;
  let round = 0;
  for (; ; round++) {
    const fix = findings({ ...source, text }).flatMap((f) => f.fixes.filter((x) => x.safe))[0];
    if (fix === undefined) break;
    assert.ok(round < ROUNDS, `${source.name}: no end after ${ROUNDS} fixes\n${text}`);
    text = applyEdits(text, fix.edits);
  }
  const known = before.map(signature);
  const fresh = findings({ ...source, text }).filter((f) => !known.includes(signature(f)));
  assert.deepEqual(
    fresh.map((f) => f.message),
    [],
    `${source.name}: new findings in\n${text}`,
  );
}

const FORMS: Readonly<Record<string, (text: string) => string | undefined>> = {
  'as they are': (text) => text,
  'with comments and Windows line ends': (text) => windows(commented(text)),
  'as a list of steps': asList,
  'in flow style': asFlow,
};

describe('fixes', () => {
  for (const [form, change] of Object.entries(FORMS)) {
    it(`keep their promises on texts ${form}`, function () {
      this.timeout(30_000);
      const faults: string[] = [];
      let fixes = 0;
      for (const source of sources().filter(
        (_, i) => EVERY === 1 || i % EVERY === Object.keys(FORMS).indexOf(form) % EVERY,
      )) {
        const text = change(source.text);
        if (text === undefined) continue;
        const changed = { ...source, text };
        const attempt = (check: () => void) => {
          try {
            check();
          } catch (error) {
            faults.push(error instanceof Error ? error.message : String(error));
          }
        };
        for (const finding of findings(changed)) {
          for (const fix of finding.fixes) {
            fixes++;
            attempt(() => checkOne(changed, finding, fix));
          }
        }
        attempt(() => checkAll(changed));
      }
      assert.equal(
        faults.length,
        0,
        `${faults.length} faults:\n${faults.slice(0, Number(process.env.FAULTS ?? 3)).join('\n\n')}`,
      );
      assert.ok(fixes > 20, `only ${fixes} fixes were tried`);
    });
  }
});

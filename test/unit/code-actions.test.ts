import assert from 'node:assert/strict';
import { readConfig } from '../../src/core/config.js';
import { positionAt } from '../../src/core/document.js';
import { type CodeAction, codeActions } from '../../src/core/features/code-actions.js';
import { setEdition, setRuleLevel } from '../../src/core/features/config/edits.js';
import { fixAll } from '../../src/core/features/fix-all.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint } from '../../src/core/index.js';
import type { RuleId } from '../../src/core/model.js';

const NAME = 'a.pipeline.yaml';
const both = { edition: 'both' } as const;

const SKETCH = `pipeline: orders
steps:
  archive:
    service: S3
    colour: blue
`;

function actionsAt(text: string, mark: string, rule?: string): CodeAction[] {
  const result = lint(text, NAME, both);
  const at = positionAt(result.document, text.indexOf(mark));
  const found = codeActions(result, { start: at, end: at }, { workspace: true });
  return rule === undefined ? found : found.filter((a) => a.finding.rule === rule);
}

function take(text: string, mark: string, title: RegExp): string {
  const action = actionsAt(text, mark).find((a) => title.test(a.title));
  assert.ok(action, `no action ${title} in: ${actionsAt(text, mark).map((a) => a.title)}`);
  return applyEdits(text, action.edits);
}

/** The suppressed text has no finding, and nothing is said about the comment itself. */
function isQuiet(text: string): void {
  const { findings } = lint(text, NAME, both);
  assert.deepEqual(
    findings.map((f) => f.rule),
    [],
    text,
  );
}

describe('code actions', () => {
  it('offer fixes first, then the page, then suppressions', () => {
    const titles = actionsAt(SKETCH.replace('colour: blue', 'storageClass: standrad'), 'standrad').map(
      (a) => a.title,
    );
    assert.deepEqual(titles, [
      'Change to standard',
      'Open the page of unknown-value',
      'Suppress unknown-value on this line',
      'Suppress unknown-value with a comment above',
      'Suppress unknown-value in this file',
      'Turn unknown-value off for the workspace',
    ]);
  });

  it('offer the same change once, for all that it answers', () => {
    const text =
      'pipeline: p\nsteps:\n  a:\n    service: IoT\n    output: { recordSize: 1 KB, records: 4000/s, throughput: 4 MB/s }\n    to: b\n  b: { service: KDS, shards: 2, to: Lambda }\n';
    const sets = actionsAt(text, '2, to').filter((a) => a.title.startsWith('Set '));
    assert.deepEqual(
      sets.map((a) => a.title),
      ['Set 4 shards'],
    );
    assert.ok((sets[0]?.also ?? []).length > 0);
  });

  it('are about what the range touches only', () => {
    assert.deepEqual(actionsAt(SKETCH, 'pipeline'), []);
    assert.ok(actionsAt(SKETCH, 'colour').length > 0);
  });

  it('offer no suppression of what cannot be suppressed', () => {
    const unused = SKETCH.replace(
      'colour: blue',
      'bucket: a # tributary-disable-line unknown-value -- reason',
    );
    const titles = actionsAt(unused, 'unknown-value').map((a) => a.title);
    assert.ok(titles.length > 0 && !titles.some((t) => t.startsWith('Suppress')), String(titles));
    const broken = 'pipeline: a\nsteps:\n  x: { service: "S3\n';
    assert.ok(!actionsAt(broken, '"S3').some((a) => a.title.startsWith('Suppress yaml-syntax')));
  });

  it('prefer a safe fix, and a fix that is the only one', () => {
    const text = SKETCH.replace('service: S3', 'service: S33').replace('    colour: blue\n', '');
    assert.deepEqual(
      actionsAt(text, 'S33')
        .filter((a) => a.preferred)
        .map((a) => a.title),
      ['Change to S3'],
    );
  });
});

describe('suppression on the line', () => {
  const title = /on this line$/;

  it('is a comment at its end', () => {
    const text = take(SKETCH, 'colour', title);
    assert.match(text, /^ {4}colour: blue # tributary-disable-line unknown-setting -- reason$/m);
    isQuiet(text);
  });

  it('selects the reason', () => {
    const edit = actionsAt(SKETCH, 'colour').find((a) => title.test(a.title))?.edits[0];
    const { start = 0, end = 0 } = edit?.placeholder ?? {};
    assert.equal(edit?.text.slice(start, end), 'reason');
  });

  it('joins a list that is there', () => {
    const text = SKETCH.replace('S3\n    colour: blue', '{}').replace(
      '    service: {}\n',
      '    { service: S3, colour: blue, storageClass: standrad } # tributary-disable-line unknown-setting -- ours\n',
    );
    const after = take(text, 'standrad', title);
    assert.match(after, /# tributary-disable-line unknown-setting, unknown-value -- ours$/m);
    isQuiet(after);
  });

  it('joins a list with an end', () => {
    const text = SKETCH.replace(
      'colour: blue',
      'colour: blue # tributary-disable-line unknown-value until 2099-01-01',
    );
    assert.match(
      take(text, 'colour', title),
      /disable-line unknown-value, unknown-setting until 2099-01-01$/m,
    );
  });

  it('keeps the words of a comment as a part of the reason', () => {
    const after = take(SKETCH.replace('blue', 'blue # as agreed'), 'colour', title);
    assert.match(after, /colour: blue # tributary-disable-line unknown-setting -- reason; as agreed$/m);
    isQuiet(after);
  });

  it('leaves the comments of other tools alone', () => {
    const text = SKETCH.replace('blue', 'blue # yamllint disable-line');
    assert.ok(!actionsAt(text, 'colour').some((a) => title.test(a.title)));
  });

  it('keeps CRLF', () => {
    const text = SKETCH.replaceAll('\n', '\r\n');
    const after = take(text, 'colour', title);
    assert.match(after, /colour: blue # tributary-disable-line unknown-setting -- reason\r\n$/);
    isQuiet(after);
  });

  it('works at the very end of a text and in flow maps', () => {
    isQuiet(take(SKETCH.trimEnd(), 'colour', title));
    isQuiet(take('pipeline: a\nsteps: { x: { service: S3, colour: blue } }\n', 'colour', title));
    isQuiet(take('pipeline: a\nsteps: {\n  x: { service: S3,\n    colour: blue }\n}\n', 'colour', title));
  });

  it('is not offered inside of a value over several lines', () => {
    const text = 'pipeline: a\nsteps:\n  x:\n    service: S3\n    storageClass: "stand\n      rad"\n';
    assert.ok(!actionsAt(text, '"stand').some((a) => title.test(a.title)));
    isQuiet(take(text, '"stand', /comment above$/));
  });
});

describe('suppression by a comment above', () => {
  const title = /comment above$/;

  it('ends on a day, where one is offered', () => {
    const result = lint(SKETCH, NAME, both);
    const at = positionAt(result.document, SKETCH.indexOf('colour'));
    const offered = codeActions(result, { start: at, end: at }, { workspace: false, until: '2027-01-31' });
    const action = offered.find((a) => a.title === 'Suppress unknown-setting until 2027-01-31');
    assert.ok(action);
    const text = applyEdits(SKETCH, action.edits);
    assert.match(text, /^ {4}# tributary-disable-next-line unknown-setting until 2027-01-31 -- reason$/m);
    const rules = (today: string) => lint(text, NAME, { ...both, today }).findings.map((f) => f.rule);
    assert.deepEqual(rules('2027-01-31'), []);
    assert.deepEqual(rules('2027-02-01'), ['expired-suppression', 'unknown-setting']);
  });

  it('stands alone with the indentation of the line', () => {
    const after = take(SKETCH, 'colour', title);
    assert.match(after, /^ {4}# tributary-disable-next-line unknown-setting -- reason\n {4}colour: blue$/m);
    isQuiet(after);
  });

  it('joins the comment that is there, and keeps CRLF', () => {
    const text = SKETCH.replace(
      '    colour',
      '    # tributary-disable-next-line unknown-value -- why\n    colour',
    ).replaceAll('\n', '\r\n');
    assert.match(
      take(text, 'colour', title),
      /next-line unknown-value, unknown-setting -- why\r\n {4}colour: blue/,
    );
    assert.match(take(SKETCH.replaceAll('\n', '\r\n'), 'colour', title), /-- reason\r\n {4}colour/);
  });

  it('works at list items', () => {
    const after = take(
      'pipeline: a\nsteps:\n  - id: x\n    service: S3\n    colour: blue\n',
      'colour',
      title,
    );
    isQuiet(after);
  });
});

describe('suppression in the file', () => {
  const title = /in this file$/;

  it('stands on top, behind what tools read there', () => {
    assert.match(
      take(SKETCH, 'colour', title),
      /^# tributary-disable-file unknown-setting -- reason\npipeline/,
    );
    const model = `# yaml-language-server: $schema=x.json\n${SKETCH}`;
    assert.match(
      take(model, 'colour', title),
      /^# yaml-language-server: .*\n# tributary-disable-file unknown-setting -- reason\npipeline/,
    );
    const marked = `---\n${SKETCH}`;
    assert.match(take(marked, 'colour', title), /^# tributary-disable-file unknown-setting -- reason\n---\n/);
    for (const text of [SKETCH, model, marked]) isQuiet(take(text, 'colour', title));
  });

  it('joins a list that is there', () => {
    const text = `# tributary-disable-file unknown-value\n${SKETCH}`;
    assert.match(take(text, 'colour', title), /^# tributary-disable-file unknown-value, unknown-setting\n/);
  });
});

describe('fix all', () => {
  it('makes safe fixes only, until none is left', () => {
    const text = `${SKETCH.replace('    colour: blue\n', '')}# tributary-disable-file unknown-value\n# tributary-disable unknown-setting\n`;
    const first = lint(text, NAME, both);
    const fixed = fixAll(first, NAME, both);
    assert.equal(fixed.count, 2);
    assert.equal(applyEdits(text, fixed.edits), fixed.text);
    isQuiet(fixed.text);
  });

  it('leaves unsafe fixes to a human being', () => {
    const text = SKETCH.replace('service: S3', 'service: S33').replace('    colour: blue\n', '');
    assert.deepEqual(fixAll(lint(text, NAME, both), NAME, both), { text, count: 0, edits: [] });
    assert.equal(fixAll(lint(text, NAME, both), NAME, both, true).text, text.replace('S33', 'S3'));
  });

  it('gives each of the steps that it inserts an id of its own', () => {
    const text = `pipeline: orders
steps:
  orders: { service: KDS, to: S3 }
  returns: { service: KDS, to: S3 }
`;
    const fixed = fixAll(lint(text, NAME, both), NAME, both, true);
    assert.equal(
      fixed.text,
      `pipeline: orders
steps:
  orders: { service: KDS, to: deliver }
  deliver: { service: Firehose, to: S3 }
  returns: { service: KDS, to: deliver-2 }
  deliver-2: { service: Firehose, to: S3 }
`,
    );
    isQuiet(fixed.text);
  });

  it('does not fix what an anchor holds in two ways at once', () => {
    const text = `pipeline: orders
x-stream: &stream
  service: KDS
  shards: 3
  mode: on-demand
steps:
  orders: { <<: *stream, to: Lambda }
  returns: *stream
`;
    const fixed = fixAll(lint(text, NAME, both), NAME, both, true);
    assert.equal(fixed.text, text.replace('on-demand', 'provisioned'));
    isQuiet(fixed.text);
  });
});

describe('edits of .tributaryrc.yaml', () => {
  const rule: RuleId = 'unknown-value';
  const off = (text: string, reason?: string) => {
    const edits = setRuleLevel(text, rule, 'off', reason);
    assert.ok(edits, text);
    const after = applyEdits(text, edits);
    const { config, problems } = readConfig(after);
    assert.deepEqual(problems, [], after);
    assert.equal(config.rules[rule], 'off', after);
    return after;
  };

  it('make the file', () => {
    assert.equal(off(''), 'rules:\n  unknown-value: off\n');
    assert.equal(off('', 'too\nnoisy'), 'rules:\n  unknown-value: off # too noisy\n');
  });

  it('keep comments, order, indentation and line ends', () => {
    assert.equal(
      off('# ours\nrules:\n    unknown-key: hint # for now\n\nedition: both\n'),
      '# ours\nrules:\n    unknown-key: hint # for now\n    unknown-value: off\n\nedition: both\n',
    );
    assert.equal(off('edition: both\r\n'), 'edition: both\r\nrules:\r\n  unknown-value: off\r\n');
    assert.equal(off('edition: both'), 'edition: both\nrules:\n  unknown-value: off\n');
    assert.equal(
      off('rules: # none yet\nedition: both\n'),
      'rules: # none yet\n  unknown-value: off\nedition: both\n',
    );
  });

  it('change a severity that is there', () => {
    assert.equal(off('rules:\n  unknown-value: error # strict\n'), 'rules:\n  unknown-value: off # strict\n');
  });

  it('work in flow maps', () => {
    assert.equal(off('rules: {}\n'), 'rules: { unknown-value: off }\n');
    assert.equal(off('rules: { unknown-key: off }\n'), 'rules: { unknown-value: off, unknown-key: off }\n');
    assert.equal(off('{ edition: both }\n'), '{ rules: { unknown-value: off }, edition: both }\n');
    assert.equal(off('{}\n'), '{ rules: { unknown-value: off } }\n');
  });

  it('refuse a broken file', () => {
    assert.equal(setRuleLevel('rules: "x\n', rule, 'off'), undefined);
    assert.equal(setRuleLevel('- a\n', rule, 'off'), undefined);
    assert.equal(setRuleLevel('rules: none\n', rule, 'off'), undefined);
  });

  it('set the edition', () => {
    const after = (text: string) => applyEdits(text, setEdition(text, 'notes') ?? []);
    assert.equal(after(''), 'edition: notes\n');
    assert.equal(after('edition: both # for now\n'), 'edition: notes # for now\n');
    assert.equal(after('edition:\n'), 'edition: notes\n');
    assert.equal(after('rules: {}\n'), 'rules: {}\nedition: notes\n');
  });
});

/** State machines: fixtures with expectations, definitions inside of templates with their places, and what they call. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allMachines } from '../../src/core/dialects/state-machine/model.js';
import {
  calledSteps,
  type Definition,
  machineEntries,
  readDefinition,
  readDefinitionFile,
  targetsOf,
} from '../../src/core/dialects/state-machine/state-machine.js';
import { lineAt, parseDocument } from '../../src/core/document.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint } from '../../src/core/index.js';
import { knowledge, ruleOf } from '../../src/core/knowledge.js';
import type { Node, Step } from '../../src/core/model.js';
import { get } from '../../src/core/text/tree.js';

const FIXTURES = 'test/fixtures/state-machine';
const OPTIONS = { edition: 'current', today: '2026-11-22' } as const;

function findingsOf(text: string, file = 'a.asl.yaml') {
  return lint(text, file, OPTIONS).findings;
}

/** `line rule` of every finding, and of every `# expect: rule, rule` mark. */
function expectations(text: string): string[] {
  return text.split('\n').flatMap((line, i) => {
    const rules = /# expect: ([\w, -]+)$/.exec(line)?.[1] ?? '';
    return rules.split(',').flatMap((r) => (r.trim() === '' ? [] : [`${i + 1} ${r.trim()}`]));
  });
}

describe('state machines in files', () => {
  for (const folder of ['ok', 'bad']) {
    for (const name of readdirSync(join(FIXTURES, folder))) {
      it(`${folder}/${name}`, () => {
        const text = readFileSync(join(FIXTURES, folder, name), 'utf8');
        const result = lint(text, name, OPTIONS);
        assert.equal(result.dialect, 'state-machine');
        const found = result.findings.map((f) => `${lineAt(result.document, f.span.start) + 1} ${f.rule}`);
        assert.deepEqual(
          found.sort(),
          expectations(text).sort(),
          result.findings.map((f) => f.message).join('\n'),
        );
      });
    }
  }

  it('a file is recognised by its content as well', () => {
    assert.equal(
      lint('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}', 'machine.json', OPTIONS).dialect,
      'state-machine',
    );
    assert.equal(lint('StartAt: A\nStates: [A]\n', 'machine.yaml', OPTIONS).dialect, undefined);
    assert.equal(lint('spec:\n  StartAt: A\n  States: {}\n', 'machine.yaml', OPTIONS).dialect, undefined);
  });

  it('an empty or a broken file has one finding', () => {
    assert.deepEqual(
      findingsOf('').map((f) => f.rule),
      ['empty-state-machine'],
    );
    assert.deepEqual(
      findingsOf('- a\n').map((f) => f.rule),
      ['empty-state-machine'],
    );
    assert.deepEqual(
      [...new Set(findingsOf('StartAt: A\nStates: {A: {Type: Pass\n').map((f) => f.rule))],
      ['yaml-syntax'],
    );
  });

  it('findings name the state, fixes keep the quotes', () => {
    const text =
      '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Dnoe"}, "Done": {"Type": "Succeed"}}}';
    const [finding] = findingsOf(text, 'a.asl.json');
    assert.equal(finding?.step, 'A');
    assert.match(applyEdits(text, finding?.fixes[0]?.edits ?? []), /"Next": "Done"\}/);
  });

  it('End: true is added in the manner of the text', () => {
    const json = '{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}';
    assert.deepEqual(fixedOf(json), '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}');
    const yaml = 'StartAt: A\r\nStates:\r\n  A:\r\n    Type: Pass # the only one\r\n';
    assert.deepEqual(
      fixedOf(yaml),
      'StartAt: A\r\nStates:\r\n  A:\r\n    Type: Pass # the only one\r\n    End: true\r\n',
    );
  });

  it('the pipeline is the machine with the services that it calls', () => {
    const text = readFileSync(`${FIXTURES}/ok/distributed.asl.json`, 'utf8');
    const pipeline = lint(text, 'dir/distributed.asl.json', OPTIONS).pipelines[0];
    assert.equal(pipeline?.name, 'distributed');
    assert.deepEqual(
      pipeline?.edges.map((e) => `${e.from.id} > ${e.to.id}`),
      ['distributed > S3', 'distributed > Each file', 'Each file > Batch'],
    );
    assert.ok(pipeline?.edges.every((e) => e.call === true));
  });

  it('calls of any service are nobody’s fault', () => {
    const words = [...Object.keys(knowledge.states.calls), ...knowledge.services.flatMap((s) => s.sdk)];
    const states = words.map(
      (w, i) =>
        `  S${i}: { Type: Task, Resource: 'arn:aws:states:::aws-sdk:${w}:call', ${i + 1 < words.length ? `Next: S${i + 1}` : 'End: true'} }`,
    );
    const result = lint(`StartAt: S0\nStates:\n${states.join('\n')}\n`, 'a.asl.yaml', OPTIONS);
    assert.ok((result.pipelines[0]?.edges.length ?? 0) > 20);
    // What is said about a service itself (that it is retired, say) is right here too.
    const aboutEdges = result.findings.filter((f) => f.step === 'a' || 'edge' in ruleOf(f.rule).scope);
    assert.deepEqual(
      aboutEdges.map((f) => `${f.rule}: ${f.message}`),
      [],
    );
  });
});

function fixedOf(text: string): string {
  return applyEdits(text, findingsOf(text)[0]?.fixes[0]?.edits ?? []);
}

// ------------------------------------------------------------------------------------------ in templates

const JSON_LINES = [
  '{',
  '  "StartAt": "Load",',
  '  "States": {',
  '    "Load": { "Type": "Task", "Resource": "${Fn.Arn}", "Next": "Dnoe" },',
  '    "Done": { "Type": "Succeed" }',
  '  }',
  '}',
];

function definitionIn(template: string): { definition: Definition | undefined; text: string } {
  const root = parseDocument(template).roots[0];
  const definition = get(root, 'Definition') as Node;
  return {
    definition: readDefinition(definition, {
      source: template,
      step: 'Machine',
      substitutions: get(root, 'Substitutions'),
    }),
    text: template,
  };
}

const FORMS: Readonly<Record<string, string>> = {
  'a block': `Definition: |-\n${JSON_LINES.map((l) => `  ${l}`).join('\n')}\n`,
  'a substituted block': `Definition: !Sub |\n${JSON_LINES.map((l) => `    ${l}`).join('\n')}\n`,
  'a folded block': `Definition:\n  Fn::Sub: >\n${JSON_LINES.map((l) => `      ${l}`).join('\n')}\n`,
  'a substituted list': `Definition: !Sub\n  - |-\n${JSON_LINES.map((l) => `    ${l}`).join('\n')}\n  - Fn.Arn: !GetAtt Load.Arn\n`,
  'single quotes over lines': `Definition: '${JSON_LINES.map((l) => l.trim()).join('\n  ')}'\n`,
  'double quotes': `Definition: ${JSON.stringify(JSON_LINES.join('\n'))}\n`,
  'a join': `Definition:\n  Fn::Join:\n    - "\\n"\n    -${JSON_LINES.map((l) => ` - '${l}'`).join('\n     ')}\n`,
  'an object':
    'Definition:\n  StartAt: Load\n  States:\n    Load: { Type: Task, Resource: !GetAtt Fn.Arn, Next: Dnoe }\n    Done: { Type: Succeed }\n',
  'an object that becomes JSON':
    'Definition:\n  Fn::ToJsonString:\n    StartAt: Load\n    States:\n      Load: { Type: Task, Resource: !GetAtt Fn.Arn, Next: Dnoe }\n      Done: { Type: Succeed }\n',
  'an object that becomes JSON, in short':
    'Definition: !ToJsonString\n  StartAt: Load\n  States:\n    Load: { Type: Task, Resource: !GetAtt Fn.Arn, Next: Dnoe }\n    Done: { Type: Succeed }\n',
};

describe('state machines in templates', () => {
  for (const [form, template] of Object.entries(FORMS)) {
    it(`${form}: the finding stands at the word`, () => {
      const { definition, text } = definitionIn(template);
      assert.deepEqual(
        definition?.reports.map((r) => r.rule),
        ['next-state-missing'],
      );
      const [found] = definition?.reports ?? [];
      assert.ok(found);
      assert.equal(found.step, 'Machine');
      assert.equal(found.args.step, 'Load');
      assert.match(text.slice(found.span.start, found.span.end), /^(\\?")?Dnoe\\?("|$)?/);
      assert.equal(definition?.uses.length, 1);
      for (const fix of found.fixes ?? []) {
        const again = definitionIn(applyEdits(text, fix.edits));
        assert.deepEqual(again.definition?.reports, []);
      }
    });
  }

  it('tokens lead to their substitutions', () => {
    const { definition } = definitionIn(`${FORMS['a block']}Substitutions:\n  Fn.Arn: !GetAtt Other.Arn\n`);
    assert.equal(definition?.uses[0]?.token, 'Fn.Arn');
    assert.equal(definition?.uses[0]?.value.tag, '!GetAtt');
    assert.deepEqual(definition && targetsOf(definition), [
      { node: definition.uses[0]?.value, service: undefined },
    ]);
  });

  it('what is decided elsewhere, or is no definition, is silent', () => {
    for (const value of [
      '!Ref Text',
      '!ImportValue x',
      '{ Ref: Text }',
      'some text',
      '"{ broken"',
      '!Join ["", [!Ref A, !Ref B]]',
      '[]',
    ]) {
      assert.equal(definitionIn(`Definition: ${value}\n`).definition, undefined, value);
    }
    const gaps =
      'Definition: !Join ["", [\'{"StartAt": "\', !Ref First, \'", "States": {"A": {"Type": "Pass", "Next": "B"}, \', !Ref More, \'}}\']]\n';
    assert.deepEqual(definitionIn(gaps).definition?.reports, []);
    const conditional =
      'Definition:\n  StartAt: A\n  States:\n    A: { Type: Task, Resource: x, Next: !If [C, B, D], Retry: !Ref "AWS::NoValue" }\n    B: { Fn::If: [C, { Type: Pass }, { Type: Fail }] }\n    Fn::ForEach::More: []\n';
    assert.deepEqual(definitionIn(conditional).definition?.reports, []);
  });

  it('a second file gives the model at the place that names it', () => {
    const place = { start: 5, end: 20 };
    const definition = readDefinitionFile(JSON_LINES.join('\n'), place);
    assert.deepEqual(definition?.reports, []);
    const states = definition === undefined ? [] : allMachines(definition.machine).flatMap((m) => m.states);
    assert.deepEqual(
      states.map((s) => [s.name, s.nameSpan]),
      [
        ['Load', place],
        ['Done', place],
      ],
    );
    assert.equal(readDefinitionFile('a: b', place), undefined);
  });

  it('the settings of the machine are those of the service', () => {
    const { definition } = definitionIn(
      'Definition: { StartAt: A, TimeoutSeconds: 60, States: { A: { Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", End: true } } }\n',
    );
    assert.ok(definition);
    assert.deepEqual(
      machineEntries(definition.machine).map((e) => e.key.text),
      ['timeout', 'states'],
    );
    const owner = { id: 'Machine' } as unknown as Step;
    assert.deepEqual(
      calledSteps(definition.machine, owner).steps.map((s) => s.service),
      ['sqs'],
    );
    assert.deepEqual(calledSteps(definition.machine, owner, () => true).steps, []);
  });
});

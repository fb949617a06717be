/** Pages in Markdown: what stands on them, and that links and places hold together. */
import assert from 'node:assert/strict';
import { plain, prose, table } from '../../src/core/features/markdown.js';
import { neighbourDiagram } from '../../src/core/features/pages/diagram.js';
import {
  factFragment,
  factPage,
  type PageLinks,
  rulePage,
  servicePage,
} from '../../src/core/features/pages/pages.js';
import { pointed } from '../../src/core/features/pages/rule.js';
import { factById, knowledge, ruleById, serviceByName } from '../../src/core/knowledge.js';

const links: Required<PageLinks> = {
  rule: (id) => `rule:${id}`,
  fact: (id) => `fact:${id}`,
  service: (id) => `service:${id}`,
  example: (rule, index, part) => `example:${rule}/${index}/${part}`,
};

function service(name: string) {
  const found = serviceByName(name);
  assert.ok(found, name);
  return found;
}

function rule(id: string) {
  const found = ruleById(id);
  assert.ok(found, id);
  return found;
}

/** The part of a page from a heading to the next one of the same level. */
function section(page: string, heading: string): string {
  const start = page.indexOf(`\n${heading}\n`);
  assert.notEqual(start, -1, heading);
  const level = /^#+ /.exec(heading)?.[0] ?? '';
  const end = page.indexOf(`\n${level}`, start + heading.length);
  return page.slice(start, end === -1 ? undefined : end);
}

describe('pages', () => {
  it('escapes what Markdown would take for markup', () => {
    assert.equal(
      plain('a*b _c_ snake_case <d> [e] $f$ `g` h|i ~j~'),
      'a\\*b \\_c\\_ snake_case \\<d\\> \\[e\\] \\$f\\$ \\`g\\` h\\|i \\~j\\~',
    );
    assert.equal(plain('# no heading'), '\\# no heading');
    assert.equal(plain('- no item'), '\\- no item');
    assert.equal(plain('1. no list'), '1\\. no list');
    assert.equal(prose('write `to: a_b*` and *mean* it'), 'write `to: a_b*` and \\*mean\\* it');
    assert.equal(table(['a'], [['b'], ['c']]), '| a |\n| --- |\n| b |\n| c |');
  });

  it('of a service: what it is compared with, with a way there and the facts behind it', () => {
    const compared = section(servicePage(service('Firehose'), links), '## Compared with');
    assert.match(compared, /\*\*\[KDS\]\(service:kds\):\*\* [A-Z].*\(fact:summary-kds-no-direct-storage\)/s);
  });

  it('of a rule: severity, reason, facts, examples with their finding and fix, suppression', () => {
    const page = rulePage(rule('firehose-recordio-output'), links);
    assert.match(
      page,
      /^# .*\n\n`firehose-recordio-output` · error · high confidence · looks at steps of Firehose$/m,
    );
    const bad = section(page, '## Bad');
    assert.match(bad, /recordio-protobuf\n *# *\^{17}\n/);
    assert.match(bad, /^> \*\*error:\*\* \S/m);
    assert.match(bad, /\[Open as a sketch\]\(example:firehose-recordio-output\/0\/bad\)/);
    assert.match(bad, /\(example:firehose-recordio-output\/0\/fixed\)/);
    assert.match(section(page, '## Good'), /```yaml\npipeline: /);
    assert.match(
      section(page, '## What it rests on'),
      /\[`kdf-no-recordio-protobuf`\]\(fact:kdf-no-recordio-protobuf\)/,
    );
    assert.match(
      section(page, '## To suppress it'),
      /# tributary-disable-next-line firehose-recordio-output -- /,
    );
    assert.match(section(page, '## To suppress it'), /rules:\n {2}firehose-recordio-output: off/);
  });

  it('of a service: names with dates, neighbours, facts at their places, both editions, rules, settings', () => {
    const page = servicePage(service('Firehose'), links);
    assert.match(page, /^# Amazon Data Firehose\n/);
    assert.match(page, /Formerly Kinesis Data Firehose \(until 2024-02-09\)/);
    assert.match(
      section(page, '## Reads from and writes to'),
      /─► Firehose ─[\s\S]*Reads from .*\[KDS\]\(service:kds\).*\n- Writes to .*, and nothing else/,
    );
    const fact = section(page, '### The buffer interval can be set between 60 and 900 seconds');
    assert.match(fact, /<a id="kdf-buffer-interval-range"><\/a>_changed since 2023-12-14_/);
    assert.match(
      fact,
      /\| Figure \| Notes of 2023-02-03 \| Today, since 2023-12-14 \|\n.*\n\| min \| 60 s \| \*\*0 s\*\* \|/,
    );
    assert.match(fact, /Sources: \[[^\]]+\]\(https:/);
    assert.match(fact, /Checked by .*\[`firehose-buffer-interval`\]\(rule:firehose-buffer-interval\)/);
    assert.match(section(page, '## Rules'), /\(rule:firehose-recordio-output\)/);
    assert.match(section(page, '## Settings in a sketch'), /\| `buffer\.interval` \|/);
    assert.match(section(page, '## Where texts disagree'), /\*\*The notes:\*\*[\s\S]*\*\*Today:\*\*/);
  });

  it('of a service: facts in the order of the notes, each under a heading of its own', () => {
    for (const s of knowledge.services) {
      const page = servicePage(s);
      const places = [...page.matchAll(/<a id="([\w-]+)"><\/a>/g)].map((m) => m[1]);
      const facts = s.sections.flatMap((x) => x.facts.map((f) => f.id));
      assert.deepEqual(places.slice(0, facts.length), facts, s.id);
      const fragments = s.sections.flatMap((x) => x.facts.map(factFragment));
      assert.equal(new Set(fragments).size, fragments.length, `${s.id}: two facts with the same heading`);
    }
  });

  it('of a fact', () => {
    const place = factById('kdf-buffer-interval-range');
    assert.ok(place);
    const page = factPage(place, links);
    assert.match(page, /^# The buffer interval/);
    assert.match(page, /\[Amazon Data Firehose\]\(service:kdf\)/);
    assert.match(page, /\*\*Today \(since 2023-12-14\):\*\*/);
    assert.match(factFragment(place.fact), /^the-buffer-interval-can-be-set-between-60-and-900-seconds$/);
  });

  it('of a formula: in TeX, as the notes have it and as it is today', () => {
    const place = factById('kds-shard-count-formula');
    assert.ok(place);
    const today = { ...place.fact.today, formula: '\\frac{a}{1024}' };
    const page = factPage({
      ...place,
      fact: Object.assign({}, place.fact, { formula: '\\frac{a}{1000}', today }),
    });
    assert.match(
      page,
      /By the notes[^\n]*:\n\n\$\$\n\\frac\{a\}\{1000\}\n\$\$\n\nToday:\n\n\$\$\n\\frac\{a\}\{1024\}\n\$\$/,
    );
  });

  it('has no links where the host knows none', () => {
    assert.doesNotMatch(rulePage(rule('firehose-recordio-output')), /Open as a sketch|\]\((?!https?:)/);
    assert.doesNotMatch(servicePage(service('Firehose')), /\]\((?!https?:)/);
  });

  it('points at a mark wherever it stands', () => {
    const at = (text: string, mark: string) => {
      const start = text.indexOf(mark);
      return pointed(text, { span: { start, end: start + mark.length } });
    };
    assert.equal(at('a:\n  b: c d\n', 'c d'), 'a:\n  b: c d\n  #  ^^^\n');
    assert.equal(at('  b: c', 'b'), '  b: c\n# ^');
    assert.equal(at('abc: 1\n', 'abc'), 'abc: 1\n#^^\n');
    assert.equal(at('a: "x\n  y"\n', '"x\n  y"'), 'a: "x\n#  ^^\n  y"\n');
  });

  it('draws neighbours in lines of one shape', () => {
    for (const s of knowledge.services) {
      const lines = neighbourDiagram(s).split('\n');
      assert.ok(lines.length <= 12, s.id);
      assert.ok(
        lines.some((l) => l.includes(` ${s.shortName}`)),
        s.id,
      );
      // What joins the names of one side stands in one column.
      const joints = lines.flatMap((line) => [...line.matchAll(/[┐┘┤┌└├┼┬┴│]/g)].map((m) => m.index));
      assert.ok(new Set(joints).size <= 2, lines.join('\n'));
    }
  });
});

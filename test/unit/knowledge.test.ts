import assert from 'node:assert/strict';
import {
  factById,
  figure,
  knowledge,
  NOTES_DATE,
  ruleById,
  rulesCiting,
  serviceById,
  serviceByName,
  settingsOf,
  sketchServices,
} from '../../src/core/knowledge.js';
import type { Quantity } from '../../src/core/model.js';

describe('knowledge', () => {
  it('finds each service by every one of its names, however it is spelt', () => {
    for (const service of knowledge.services) {
      const names = [
        service.id,
        service.name,
        ...service.aliases.map((a) => a.text),
        ...service.cloudformation,
        ...service.terraform,
        ...service.sdk,
      ];
      for (const name of names) {
        const found = serviceByName(name);
        assert.ok(found, `${service.id}: nothing is found for "${name}"`);
        const shared = found.id !== service.id;
        if (!shared) assert.equal(serviceByName(name.toUpperCase())?.id, service.id, `"${name}" in capitals`);
      }
      for (const alias of service.aliases)
        assert.equal(serviceByName(alias.text)?.id, service.id, `alias "${alias.text}"`);
    }
    assert.equal(serviceByName('no such thing'), undefined);
  });

  it('offers no concept as a service of a sketch', () => {
    assert.ok(sketchServices().every((s) => s.kind !== 'concept'));
    assert.ok(sketchServices().length > 20);
  });

  it('keeps ids apart and finds what they name', () => {
    const facts = knowledge.services.flatMap((s) => s.sections.flatMap((x) => x.facts));
    assert.equal(new Set(facts.map((f) => f.id)).size, facts.length);
    for (const fact of facts) assert.equal(factById(fact.id)?.fact, fact);
    for (const rule of knowledge.rules) {
      assert.equal(ruleById(rule.id), rule);
      for (const id of rule.facts) assert.ok(rulesCiting(id).includes(rule), `${id} is cited by ${rule.id}`);
    }
    assert.equal(factById('no-such-fact'), undefined);
  });

  it('says in each claim what it is about, and speaks to readers in each note', () => {
    for (const { id, claim, today } of knowledge.services.flatMap((s) =>
      s.sections.flatMap((x) => x.facts),
    )) {
      assert.doesNotMatch(claim, /^(It|Its|They|Their|That|Those|These|This|With such|Such) /, id);
      assert.doesNotMatch(today.note ?? '', /\b(to lint|treat|as a hint|as an error|a warning)\b/, id);
    }
    for (const { id, summary } of knowledge.services) assert.doesNotMatch(summary, / - /, id);
  });

  it('has a rule or a reason for every fact that a machine can check', () => {
    const reasons = new Set(knowledge.unlinted.map((u) => u.fact));
    for (const { id, checkable } of knowledge.services.flatMap((s) => s.sections.flatMap((x) => x.facts))) {
      if (checkable)
        assert.ok(rulesCiting(id).length > 0 || reasons.has(id), `${id} is neither checked nor explained`);
    }
  });

  it('gives figures in both editions', () => {
    const text = (edition: 'notes' | 'current', name: string) =>
      (figure('kdf-buffer-interval-range', name, edition) as Quantity | undefined)?.text;
    assert.deepEqual([text('notes', 'min'), text('current', 'min')], ['60 s', '0 s']);
    assert.deepEqual([text('notes', 'default'), text('current', 'default')], [undefined, '300 s']);
    assert.equal(figure('kdf-buffer-interval-range', 'nothing', 'current'), undefined);
  });

  it('lets today keep the figures of the notes that it does not replace, and the notes know nothing of what came later', () => {
    for (const fact of knowledge.services.flatMap((s) => s.sections.flatMap((x) => x.facts))) {
      const names = new Set([...Object.keys(fact.figures ?? {}), ...Object.keys(fact.today.figures ?? {})]);
      const later = fact.origin === 'added' && (fact.today.since ?? '') > NOTES_DATE;
      for (const name of names) {
        assert.notEqual(figure(fact.id, name, 'current'), undefined, `${fact.id}.${name} today`);
        assert.equal(
          figure(fact.id, name, 'notes'),
          later ? undefined : fact.figures?.[name],
          `${fact.id}.${name} in the notes`,
        );
      }
    }
  });

  it('finds each setting by its path and by all its aliases', () => {
    for (const service of knowledge.services) {
      const table = settingsOf(service.id);
      for (const setting of serviceById(service.id).settings) {
        assert.equal(table.byPath.get(setting.path)?.setting.path, setting.path);
        for (const alias of setting.aliases)
          assert.ok(table.byPath.has(alias.path), `${service.id}: ${alias.path}`);
      }
    }
  });
});

/** Cross-references of `knowledge/states.yaml`: every service and setting that it names exists. */
import type { Service, StatesVocabulary } from '../core/model.js';

/** What is wrong, in sentences. */
export function checkStates(states: StatesVocabulary, services: readonly Service[]): string[] {
  const owner = services.find((s) => s.id === states.service);
  if (owner === undefined) return [`no service ${states.service}`];
  const settings = new Set(owner.settings.map((s) => s.path));
  const { list, name, fields } = states.states;
  const wanted = [
    states.type,
    ...Object.values(states.fields),
    list,
    `${list}[].${name}`,
    ...Object.values(fields).map((f) => `${list}[].${f}`),
  ];
  return [
    ...wanted.filter((path) => !settings.has(path)).map((path) => `${owner.id} has no setting ${path}`),
    ...Object.entries(states.calls).flatMap(([word, id]) =>
      services.some((s) => s.id === id) ? [] : [`calls.${word}: no service ${id}`],
    ),
  ];
}

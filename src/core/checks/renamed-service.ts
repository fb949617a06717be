import { serviceById } from '../knowledge.js';
import type { Alias, Service } from '../model.js';
import { nameKey } from '../names.js';
import type { CheckContext, CheckReport } from '../rules/check.js';

/** A step whose service is written with a name that the vendor has given up. Short names in use are fine. */
export function* check({ graph, step }: CheckContext): Iterable<CheckReport> {
  if (step?.service === undefined || step.serviceText === '') return;
  const service = serviceById(step.service);
  const alias = aliasOf(step.serviceText, service);
  if (alias?.formerly !== true) return;
  const { start, end } = step.serviceSpan;
  const quote = /^["']/.exec(graph.text.slice(start, end))?.[0] ?? '';
  const name = /^(amazon|aws)\b/i.test(step.serviceText)
    ? service.name
    : service.name.replace(/^(Amazon|AWS) /, '');
  yield {
    span: step.serviceSpan,
    args: {
      old: step.serviceText,
      name: service.name,
      since: alias.since === undefined ? '' : `, since ${alias.since}`,
    },
    fixes: [
      { title: `Change to ${name}`, safe: true, edits: [{ start, end, text: `${quote}${name}${quote}` }] },
    ],
  };
}

/** By service and text: the same few names are written over and over. */
const remembered = new Map<string, Alias | undefined>();
const MOST = 2000;

function aliasOf(text: string, { id, aliases }: Service): Alias | undefined {
  const key = `${id}\n${text}`;
  if (remembered.has(key)) return remembered.get(key);
  const alias = findAlias(text, aliases);
  if (remembered.size >= MOST) remembered.clear();
  remembered.set(key, alias);
  return alias;
}

/** The alias as written; among those that differ only in spelling, a current name is meant. */
function findAlias(text: string, aliases: readonly Alias[]): Alias | undefined {
  const written = text.trim().toLowerCase();
  const exact = aliases.find((a) => a.text.toLowerCase() === written);
  if (exact !== undefined) return exact;
  const alike = aliases.filter((a) => nameKey(a.text) === nameKey(text));
  return alike.find((a) => !a.formerly) ?? alike[0];
}

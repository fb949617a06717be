/** The space that nodes with disks give, where several copies are kept. */

import { figure } from '../../knowledge.js';
import type { StorageSizing } from '../../model.js';
import { formatBase } from '../../quantity.js';
import { digits } from '../../sizing/arithmetic.js';
import { capacityOf } from '../../sizing/copies.js';
import { round, type Site, type SizedStep, sized } from './site.js';

export function sizeStorage(sizing: StorageSizing, site: Site): SizedStep[] {
  const capacity = capacityOf(
    site.graph,
    site.step,
    (fact, name) => figure(fact, name, site.edition) ?? figure(fact, name, 'current'),
  );
  if (capacity === undefined) return [];
  const { nodes, storage, copies, usable } = capacity;
  const product = `${digits(nodes)} nodes × ${storage.quantity.text} ÷ ${copies === 1 ? '1 copy' : `${digits(copies)} copies`}`;
  const title = `${formatBase(usable, 'size')} of usable ${sizing.name}: ${product}`;
  const why = capacity.written
    ? 'The copies are written in the step.'
    : 'The copies follow from the number of nodes at launch.';
  const hint = {
    offset: storage.span.end,
    label: `${formatBase(usable, 'size')} usable in all`,
    tooltip: `**${title}**\n\n${why}`,
  };
  const args = {
    sizing: sizing.id,
    values: { nodes, storage: round(storage.quantity.base / 1e9), copies: capacity.written ? copies : 0 },
  };
  return [sized(site, title, args, [hint])];
}

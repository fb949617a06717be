/** Completion of the names that a template defines: behind `!Ref`, `!GetAtt` and the like, in `${…}`, for `DependsOn` and `Condition`. */
import { isWord } from '../../dialects/cloudformation/intrinsics.js';
import type { Reading } from '../../index.js';
import type { Node } from '../../model.js';
import { contains, get, isMap } from '../../text/tree.js';
import { wordAround } from '../../text/word-around.js';
import type { Completion } from './types.js';

type Section = 'Resources' | 'Parameters' | 'Conditions';

/** What stands before a name on its line, and what may be named there. */
const CALLS: readonly (readonly [before: RegExp, sections: readonly Section[]])[] = [
  [/(?:!Ref[ \t]+|\bRef["']?[ \t]*:[ \t]*)["']?$/, ['Resources', 'Parameters']],
  [/(?:!GetAtt[ \t]+|\bFn::GetAtt["']?[ \t]*:[ \t]*\[?[ \t]*)["']?$/, ['Resources']],
  [/\bDependsOn["']?[ \t]*:[ \t]*(?:\[[^\]]*)?["']?$/, ['Resources']],
  [/(?:!If[ \t]+|\bFn::If["']?[ \t]*:[ \t]*)\[[ \t]*["']?$/, ['Conditions']],
  [/(?:!Condition[ \t]+|\bCondition["']?[ \t]*:[ \t]*)["']?$/, ['Conditions']],
  [/\$\{$/, ['Resources', 'Parameters']],
];

/** The names that can stand at an offset; undefined where none is asked for. */
export function completeTemplateNames(
  { document }: Pick<Reading, 'document'>,
  offset: number,
): Completion[] | undefined {
  const { text } = document;
  const { start, end } = wordAround(text, offset, /\w/);
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const sections = /(?:^|\s)#/.test(before) ? undefined : CALLS.find(([call]) => call.test(before))?.[1];
  if (sections === undefined) return undefined;
  // Where keys are in quotes, as in JSON, a name has to be as well.
  const bare = /["'][ \t]*:[ \t]*\[?[ \t]*$/.test(before);
  // A value that is missing yet is behind the end of the trees that it is going to be in.
  const around = (node: Node): boolean =>
    contains(node, offset) || (node.end < offset && /^[\s:]*$/.test(text.slice(node.end, offset)));
  const root = document.roots.findLast((r) => r !== undefined && r.start <= offset);
  return sections
    .flatMap((section) => namesIn(root, section, around))
    .map(({ name, description }, i) => ({
      label: name,
      kind: 'step',
      insertText: bare ? `"${name}"` : name,
      isSnippet: false,
      sortText: String(i).padStart(5, '0'),
      edit: { insert: { start, end: offset }, replace: { start, end } },
      deprecated: false,
      again: false,
      description,
    }));
}

/** A resource does not name itself. */
function namesIn(
  root: Node | undefined,
  section: Section,
  around: (node: Node) => boolean,
): { readonly name: string; readonly description: string }[] {
  const maps = [get(root, section), get(get(root, 'resources'), section)].filter(isMap);
  return maps.flatMap(({ entries }) =>
    entries
      .filter(({ value }) => value === undefined || !around(value))
      .map(({ key, value }) => {
        const type = get(value, 'Type');
        return { name: key.text, description: isWord(type) ? type.text : section.slice(0, -1).toLowerCase() };
      }),
  );
}

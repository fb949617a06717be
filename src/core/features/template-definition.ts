/** Where a name of a template is defined: the resource, parameter or condition behind `!Ref`, `!GetAtt`, `!Sub`, `!If` and the like. */
import type { Reading } from '../index.js';
import type { Node, ScalarNode, Span } from '../model.js';
import { contains, entry, get } from '../text/tree.js';

/** The key that defines the name at an offset; undefined where there is none. */
export function definitionInTemplate(reading: Pick<Reading, 'document'>, offset: number): Span | undefined {
  for (const root of reading.document.roots) {
    if (root === undefined || !contains(root, offset)) continue;
    const chain = chainAt(root, offset);
    const word = chain.at(-1);
    if (word?.kind !== 'scalar') return undefined;
    const name = nameAt(word, chain, offset, reading.document.text);
    return name === undefined ? undefined : keyOf(root, name);
  }
  return undefined;
}

/** The nodes that contain an offset, outermost first. */
function chainAt(root: Node, offset: number): Node[] {
  const chain: Node[] = [];
  for (let node: Node | undefined = root; node !== undefined; ) {
    chain.push(node);
    const below: readonly Node[] =
      node.kind === 'list'
        ? node.items
        : node.kind === 'map'
          ? node.entries.flatMap((e) => e.value ?? [])
          : [];
    node = below.find((n) => contains(n, offset));
  }
  return chain;
}

const NAMING = /^(!|Fn::)?(Ref|GetAtt|If|Condition|DependsOn)$/;

function nameAt(word: ScalarNode, chain: readonly Node[], offset: number, text: string): string | undefined {
  const call = callOf(chain);
  if (/Sub$/.test(call)) return variableAt(text.slice(word.start, word.end), offset - word.start);
  return NAMING.test(call) ? word.text.split('.')[0] : undefined;
}

/** The tag or the key that says what a word is for. */
function callOf(chain: readonly Node[]): string {
  for (let i = chain.length - 1; i >= 0; i--) {
    const node = chain[i];
    if (node?.tag !== undefined) return node.tag;
    const key =
      node?.kind === 'map' ? node.entries.find((e) => e.value === chain[i + 1])?.key.text : undefined;
    if (key !== undefined) return key;
  }
  return '';
}

/** The name of the `${Name.Attribute}` at a column. */
function variableAt(source: string, column: number): string | undefined {
  for (const match of source.matchAll(/\$\{([^!}][^}]*)\}/g)) {
    if (match.index <= column && column <= match.index + match[0].length)
      return (match[1] ?? '').trim().split('.')[0];
  }
  return undefined;
}

function keyOf(root: Node, name: string): Span | undefined {
  const maps = [
    get(root, 'Resources'),
    get(get(root, 'resources'), 'Resources'),
    get(root, 'Parameters'),
    get(root, 'Conditions'),
  ];
  const key = maps.map((m) => entry(m, name)?.key).find((k) => k !== undefined);
  return key === undefined ? undefined : { start: key.start, end: key.end };
}

/** The patient way from text to tree: a parser that goes on behind a fault, so that what can be read is read. */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Scalar,
  type Node as YamlNode,
  type Pair as YamlPair,
} from 'yaml';
import type { ListNode, MapNode, Node, ScalarNode } from '../model.js';
import { mapEntries, type Pair, rootOf, withTag } from './tree-builder.js';

/** A fault as the parser words it, with the offsets it gives. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

interface Parsed {
  readonly roots: (Node | undefined)[];
  readonly faults: Fault[];
}

/**
 * One root per YAML document, as far as each can be read, and the faults in the order of the text. What is indented with tabs, where
 * YAML wants blanks, is read as it is meant if every tab stands for a step to the right.
 */
export function parseTolerant(text: string): Parsed {
  const parsed = parse(text);
  if (!parsed.faults.some((f) => f.code === 'TAB_AS_INDENT')) return parsed;
  const meant = parse(text.replaceAll(/^[ \t]+/gm, (indent) => ' '.repeat(indent.length)));
  return meant.faults.length === 0 ? { roots: meant.roots, faults: parsed.faults } : parsed;
}

function parse(text: string): Parsed {
  const faults: Fault[] = [];
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', merge: true });
  const roots = (Array.isArray(documents) ? documents : []).map((d) => {
    for (const e of d.errors)
      faults.push({ code: e.code, message: e.message, start: e.pos[0], end: e.pos[1] });
    return d.contents === null
      ? undefined
      : rootOf(new Converter(text, faults).convert(d.contents as YamlNode));
  });
  return { roots, faults };
}

/** Turns the parser's nodes into ours, once per anchor, so that aliases share nodes and cannot explode. */
class Converter {
  private readonly anchors = new Map<string, Node>();

  constructor(
    private readonly text: string,
    private readonly faults: Fault[],
  ) {}

  convert(node: YamlNode): Node | undefined {
    const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
    if (isAlias(node)) return this.alias(node as Alias);
    const built = this.build(node);
    if (anchor !== undefined && built !== undefined) this.anchors.set(anchor, built);
    return built;
  }

  private alias(node: Alias): Node | undefined {
    const target = this.anchors.get(node.source);
    if (target === undefined) {
      const [start, end] = spanOf(node, this.text);
      this.faults.push({
        code: 'BAD_ALIAS',
        message: `No anchor &${node.source} stands before this alias`,
        start,
        end,
      });
    }
    return target;
  }

  private build(node: YamlNode): Node | undefined {
    const [start, end] = spanOf(node, this.text);
    const tag = tagOf(node);
    if (isScalar(node)) return scalar(node as Scalar, start, end, tag);
    if (isSeq(node)) {
      const items = node.items.flatMap((item) => this.convert(item as YamlNode) ?? []);
      const last = node.items.at(-1) as YamlNode | undefined;
      const own = node.flow === true ? end : this.endOf(last, items.at(-1), end);
      return withTag<ListNode>(
        { kind: 'list', items, flow: node.flow === true, start, end: Math.max(start, own) },
        tag,
      );
    }
    if (isMap(node)) {
      const pairs = (node.items as YamlPair[]).flatMap((pair) => this.pair(pair));
      const last = node.items.at(-1) as YamlPair | undefined;
      const key = pairs.at(-1)?.key;
      const colon =
        key === undefined
          ? end
          : key.end + (/^[ \t]*:/.exec(this.text.slice(key.end, key.end + 40))?.[0].length ?? 0);
      const own =
        node.flow === true
          ? end
          : this.endOf(last?.value as YamlNode | null | undefined, pairs.at(-1)?.value, colon);
      return withTag<MapNode>(
        { kind: 'map', ...mapEntries(pairs), flow: node.flow === true, start, end: Math.max(start, own) },
        tag,
      );
    }
    return undefined;
  }

  /** A block collection ends with its last value; comments behind it do not belong to it. */
  private endOf(last: YamlNode | null | undefined, built: Node | undefined, fallback: number): number {
    if (last === null || last === undefined) return fallback;
    if (isAlias(last)) return spanOf(last, this.text)[1];
    return built === undefined || built.end === built.start ? fallback : built.end;
  }

  private pair(pair: YamlPair): Pair[] {
    const keyNode = pair.key as YamlNode | null;
    if (keyNode === null || !isScalar(keyNode)) return [];
    const [start, end] = spanOf(keyNode, this.text);
    const key = scalar(keyNode as Scalar, start, end, undefined);
    return [{ key, value: pair.value === null ? undefined : this.convert(pair.value as YamlNode) }];
  }
}

function scalar(node: Scalar, start: number, end: number, tag: string | undefined): ScalarNode {
  const style =
    node.type === 'QUOTE_DOUBLE'
      ? 'double'
      : node.type === 'QUOTE_SINGLE'
        ? 'single'
        : node.type?.startsWith('BLOCK')
          ? 'block'
          : 'plain';
  const text = style === 'plain' && typeof node.source === 'string' ? node.source : String(node.value ?? '');
  return withTag<ScalarNode>({ kind: 'scalar', text, style, start, end }, tag);
}

function tagOf(node: YamlNode): string | undefined {
  const tag = (node as { tag?: string }).tag;
  return typeof tag === 'string' && tag.startsWith('!') && tag !== '!' ? tag : undefined;
}

/** Start and end without the blanks behind; a tag or an anchor before the node is left out. */
function spanOf(node: YamlNode, text: string): [number, number] {
  const range = node.range;
  if (range === null || range === undefined) return [0, 0];
  let end = Math.min(range[1], text.length);
  while (end > range[0] && /\s/.test(text[end - 1] ?? '')) end--;
  return [Math.min(range[0], text.length), end];
}

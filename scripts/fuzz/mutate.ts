/** Broken texts from sound ones. The same seed gives the same texts. */

export interface Seed {
  /** The file's name decides how it is read. */
  readonly name: string;
  readonly text: string;
}

/** Numbers from 0 to 1, always the same ones for a seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const INDICATORS = [
  ...[
    ':',
    ': ',
    '- ',
    '? ',
    '? - ',
    '# ',
    '& ',
    '&a ',
    '*a ',
    '* ',
    '! ',
    '!Ref ',
    '!!binary ',
    '| ',
    '|\n',
    '> ',
    '>-2\n',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
  ],
  ...[
    '%',
    '%YAML 1.1\n',
    '@',
    '`',
    '---\n',
    '...\n',
    '<<: *a',
    '<<: ',
    '~',
    '\t',
    '\r',
    '\u0000',
    '\u00e9',
    '\ud83d',
    '\u{1f4a7}',
    '\u2028',
    '\ufeff',
    '${',
    '{{ x }}',
  ],
  ...[
    '__proto__: 1\n',
    'constructor: x\n',
    '1e999',
    '-0',
    '.inf',
    '0x10',
    'NaN MB',
    '9'.repeat(40),
    '# tributary-disable-file\n',
    '# tributary-disable-next-line x -- y\n',
  ],
];

type Mutation = (text: string, random: () => number, other: string) => string;

const at = (text: string, random: () => number) => Math.floor(random() * (text.length + 1));
const pick = <T>(list: readonly T[], random: () => number): T =>
  list[Math.floor(random() * list.length)] as T;

/** A stretch of a few characters, seldom of many. */
function stretch(text: string, random: () => number): [number, number] {
  const start = at(text, random);
  return [start, Math.min(text.length, start + Math.ceil(random() ** 3 * 200))];
}

function onLines(text: string, change: (lines: string[], i: number) => void, random: () => number): string {
  const lines = text.split('\n');
  change(lines, Math.floor(random() * lines.length));
  return lines.join('\n');
}

const MUTATIONS: readonly Mutation[] = [
  function cut(text, random) {
    const [start, end] = stretch(text, random);
    return text.slice(0, start) + text.slice(end);
  },
  function duplicate(text, random) {
    const [start, end] = stretch(text, random);
    return text.slice(0, end) + text.slice(start);
  },
  function indent(text, random) {
    const lead = pick(['', ' ', '  ', '   ', '      ', '\t'], random);
    return onLines(text, (lines, i) => (lines[i] = lead + (lines[i] ?? '').trimStart()), random);
  },
  function shift(text, random) {
    const lead = pick(['  ', '- ', ' '], random);
    return onLines(
      text,
      (lines, i) => {
        for (let j = i; j < Math.min(lines.length, i + 5); j++) lines[j] = lead + (lines[j] ?? '');
      },
      random,
    );
  },
  function swapLines(text, random) {
    return onLines(
      text,
      (lines, i) => {
        const j = Math.floor(random() * lines.length);
        [lines[i], lines[j]] = [lines[j] ?? '', lines[i] ?? ''];
      },
      random,
    );
  },
  function dropLine(text, random) {
    return onLines(text, (lines, i) => lines.splice(i, 1), random);
  },
  function randomCharacters(text, random) {
    const place = at(text, random);
    const junk = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
      String.fromCharCode(Math.floor(random() * (random() < 0.8 ? 128 : 65536))),
    );
    return text.slice(0, place) + junk.join('') + text.slice(place);
  },
  function indicator(text, random) {
    const place = at(text, random);
    return text.slice(0, place) + pick(INDICATORS, random) + text.slice(place);
  },
  function replaceWithIndicator(text, random) {
    const place = at(text, random);
    return text.slice(0, place) + pick(INDICATORS, random) + text.slice(place + 1);
  },
  function truncate(text, random) {
    return text.slice(0, at(text, random));
  },
  function splice(text, random, other) {
    return text.slice(0, at(text, random)) + other.slice(at(other, random));
  },
  function swapWords(text, random, other) {
    const words = text.match(/[\w.-]+/g) ?? ['x'];
    const strange = other.match(/[\w.-]+/g) ?? ['y'];
    return text.replace(pick(words, random), () => pick(strange, random));
  },
  function windowsLines(text) {
    return text.replaceAll(/\r?\n/g, '\r\n');
  },
  function loneReturns(text, random) {
    return onLines(text, (lines, i) => (lines[i] = `${lines[i] ?? ''}\r`), random);
  },
];

/** An endless row of broken texts. */
export function* mutants(seeds: readonly Seed[], seed: number): Generator<Seed> {
  const random = randomFrom(seed);
  for (;;) {
    const { name, text } = pick(seeds, random);
    let broken = text;
    for (let n = 1 + Math.floor(random() * 3); n > 0; n--)
      broken = pick(MUTATIONS, random)(broken, random, pick(seeds, random).text);
    yield { name, text: broken };
  }
}

export interface Series {
  readonly name: string;
  /** Versions of a text, each one edit away from the one before; some edits are taken back. */
  readonly versions: readonly string[];
}

/** An endless row of texts as they are edited. */
export function* series(seeds: readonly Seed[], seed: number, length: number): Generator<Series> {
  const random = randomFrom(seed);
  for (;;) {
    const { name, text } = pick(seeds, random);
    const versions = [text];
    while (versions.length < length) {
      const last = versions.at(-1) ?? '';
      const before = versions.at(-2);
      const back = before !== undefined && random() < 0.3;
      versions.push(back ? before : pick(MUTATIONS, random)(last, random, pick(seeds, random).text));
    }
    yield { name, versions };
  }
}

/** Small pieces of Markdown, with everything escaped that a renderer would take for markup. */

/** Plain text for a paragraph, a heading, a list item or a table cell; `$` too, which previews take for mathematics. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*[\]<>|$~]/g, (c) => `\\${c}`)
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(\s*)(#|[-+](?=\s)|>)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)]\s)/, '$1\\$2');
}

/** Text in which people quoted code with backquotes: those stay, the rest is escaped. */
export function prose(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? part : joinable(part)))
    .join('')
    .trim();
}

/** Escaped, with the blanks at both ends kept. */
function joinable(part: string): string {
  const lead = /^\s/.test(part) ? ' ' : '';
  const trail = /\s$/.test(part) ? ' ' : '';
  const inner = plain(part.trim());
  return inner === '' ? lead : lead + inner + trail;
}

export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')}${pad}${fence}`;
}

/** A link, or its label alone where there is nowhere to go. The label is Markdown already. */
export function link(label: string, target: string | undefined): string {
  return target === undefined ? label : `[${label}](${target.replaceAll(/[<>\s()]/g, escaped)})`;
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
}

export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^\s*(`{3,})/gm)].map((m) => m[1]?.length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n*$/, '')}\n${fence}`;
}

/** Cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Items of several paragraphs stand apart. */
export function list(items: readonly string[]): string {
  const apart = items.some((item) => item.includes('\n\n')) ? '\n\n' : '\n';
  return items.map((item) => `- ${item.replaceAll(/\n(?=[^\n])/g, '\n  ')}`).join(apart);
}

/** A place that a page can be opened at. */
export function anchor(id: string): string {
  return `<a id="${id.replaceAll(/[^\w-]/g, '-')}"></a>`;
}

/** Blocks with an empty line between them; empty ones are left out. */
export function page(blocks: readonly (string | undefined)[]): string {
  return `${blocks.filter((b) => b !== undefined && b !== '').join('\n\n')}\n`;
}

/** A web address as people read it: host and last part. */
export function sourceLink(url: string): string {
  const match = /^https?:\/\/(?:www\.)?([^/?#]+)([^?#]*)/.exec(url);
  const last = (match?.[2] ?? '')
    .split('/')
    .filter((part) => part !== '')
    .at(-1);
  const label =
    match === null ? url : last === undefined ? (match[1] ?? url) : `${match[1]}: ${decoded(last)}`;
  return link(plain(label), url);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

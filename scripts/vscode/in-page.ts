/**
 * Functions that run inside the browser page. The project has no DOM types (its core must not), so the few names that
 * are used here are declared here. Such a function can use nothing from outside itself.
 */

interface Box {
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
interface PageNode {
  readonly textContent: string | null;
}
interface PageElement extends PageNode {
  getBoundingClientRect(): Box;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
interface PageRange {
  setStart(node: PageNode, offset: number): void;
  setEnd(node: PageNode, offset: number): void;
  getBoundingClientRect(): Box;
}
declare const document: PageElement & {
  readonly fonts: { readonly ready: Promise<unknown> };
  querySelector(selector: string): PageElement | null;
  createRange(): PageRange;
  createTreeWalker(root: PageNode, whatToShow: number): { nextNode(): PageNode | null };
};
declare const requestAnimationFrame: (callback: () => void) => void;

/** True once VS Code has read its extensions and started their hosts. */
export function extensionsLoaded(): boolean {
  return performance.getEntriesByName('code/didLoadExtensions').length > 0;
}

/** Resolves when VS Code has restored its layout and editors; needs the smoke test driver, else resolves at once. */
export async function layoutRestored(): Promise<void> {
  const { driver } = globalThis as { driver?: { whenWorkbenchRestored?(): Promise<void> } };
  await driver?.whenWorkbenchRestored?.();
}

/** Resolves when what is on the page has been drawn. */
export async function drawn(): Promise<void> {
  await document.fonts.ready;
  await new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** True when the hover on the page has more to show than that it is loading. */
export function hoverLoaded(): boolean {
  return !/^\s*Loading\.\.\.\s*$/m.test(document.querySelector('.monaco-resizable-hover')?.textContent ?? '');
}

/**
 * The middle of the nth visible piece of text in the active editor. An editor splits a line into spans, and writes
 * spaces as no-break spaces.
 */
export function textCentre({
  text,
  nth,
}: {
  text: string;
  nth: number;
}): { x: number; y: number } | undefined {
  const editor = document.querySelector('.editor-group-container.active .editor-instance') ?? document;
  const lines = [...editor.querySelectorAll('.view-lines .view-line')];
  lines.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  let left = nth;
  for (const line of lines) {
    const content = (line.textContent ?? '').replaceAll('\u00a0', ' ');
    for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
      if (left-- > 0) continue;
      const range = document.createRange();
      const textNodes = document.createTreeWalker(line, 4);
      let offset = 0;
      for (let node = textNodes.nextNode(); node; node = textNodes.nextNode()) {
        const length = node.textContent?.length ?? 0;
        const start = at - offset;
        const end = start + text.length;
        if (start >= 0 && start < length) range.setStart(node, start);
        if (end > 0 && end <= length) range.setEnd(node, end);
        offset += length;
      }
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
  }
  return undefined;
}

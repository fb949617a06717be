/**
 * What a test run inside VS Code tells the program that started it. The only way out of both extension hosts is
 * the console, so an event is one console line: a mark, then JSON.
 */
export type TestEvent =
  | { readonly type: 'start'; readonly total: number }
  | { readonly type: 'suite'; readonly depth: number; readonly title: string }
  | { readonly type: 'pass'; readonly depth: number; readonly title: string; readonly ms: number }
  | { readonly type: 'skip'; readonly depth: number; readonly title: string }
  | {
      readonly type: 'fail';
      readonly depth: number;
      readonly title: string;
      readonly path: string;
      readonly error: string;
    }
  | { readonly type: 'crash'; readonly error: string }
  | { readonly type: 'end'; readonly passed: number; readonly failed: number; readonly skipped: number };

const mark = '@@tributary-test@@';

/** An event as one console line. VS Code drops a very long line whole, so a long error is cut. */
export function encodeEvent(event: TestEvent): string {
  const cut = 'error' in event ? { ...event, error: event.error.slice(0, 8_000) } : event;
  return `${mark}${JSON.stringify(cut)}${mark}`;
}

/** The event in a line of a log, whatever VS Code has put around it; undefined for any other line. */
export function decodeEvent(line: string): TestEvent | undefined {
  const start = line.indexOf(mark);
  const end = line.lastIndexOf(mark);
  if (start < 0 || end <= start) return undefined;
  try {
    return JSON.parse(line.slice(start + mark.length, end)) as TestEvent;
  } catch {
    return undefined;
  }
}

/** Files beside a text that it names: what every host asks of such a path before it reads one. */

/** Bytes; a definition of a state machine may have half of it. */
export const MAX_SIBLING = 2 * 1024 * 1024;

/** Is it a relative path as people write it, and no address in a bucket, no absolute path, no network share? */
export function isLocalPath(path: string): boolean {
  return path !== '' && !/^[/\\~]|^[A-Za-z][\w+.-]*:|\0/.test(path);
}

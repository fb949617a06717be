/** Files as text: UTF-8 only, and what cannot be read is told in a sentence. */
import { readFileSync, statSync } from 'node:fs';

export interface FileText {
  /** Without the byte order mark, as an editor shows it. */
  readonly text: string;
  readonly bom: boolean;
}

export interface Unreadable {
  readonly reason: string;
  /** As much of the content as can be guessed at, to see whether it was meant to be read at all. */
  readonly guess: string;
}

/** Files above this are not even loaded. The reader's own limit is far below it. */
const MAX_BYTES = 64 * 1024 * 1024;

export function readText(path: string): FileText | Unreadable {
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES)
      return { reason: `too large to read (${Math.round(size / 1024 / 1024)} MiB)`, guess: '' };
    return decode(readFileSync(path));
  } catch (error) {
    return { reason: systemReason(error), guess: '' };
  }
}

export function decode(bytes: Uint8Array): FileText | Unreadable {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    const guess = new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
    return { reason: 'written in UTF-16; save it as UTF-8', guess };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.includes('\0')) return { reason: 'a binary file', guess: '' };
    return text.startsWith('\ufeff') ? { text: text.slice(1), bom: true } : { text, bom: false };
  } catch {
    if (bytes.includes(0)) return { reason: 'a binary file', guess: '' };
    return { reason: 'not UTF-8 text; save it as UTF-8', guess: new TextDecoder('latin1').decode(bytes) };
  }
}

/** What the system says to reading or writing a file, in words. */
export function systemReason(error: unknown, doing: 'read' | 'write' = 'read'): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT':
      return 'no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return `not allowed to ${doing} it`;
    case 'EISDIR':
      return 'a folder, not a file';
    case 'EROFS':
      return 'a file system that can only be read';
    case 'ENOSPC':
      return 'no space left';
    case 'ELOOP':
      return 'a symbolic link that leads to itself';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** The order of severities. */
import type { Severity } from '../model.js';

/** The lowest first. */
export const SEVERITIES: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** Is `severity` at or above `least`? */
export function atLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

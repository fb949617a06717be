import { decodeEvent, type TestEvent } from '../../test/integration/events.js';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** How one run in one host ended. `problem` says why a run counts as failed beside its failed tests. */
export interface HostResult extends Counts {
  readonly problem?: string;
}

export interface TestReport {
  /** Takes any line that the host wrote; prints test events and remembers the rest for `tail`. */
  line(text: string): void;
  /** When the last sign of life of the tests came, and whether they have started. */
  readonly lastEvent: number;
  readonly started: boolean;
  /** The result, given how the host itself ended; a host that never ended has no code. */
  result(exitCode: number | undefined, problem?: string): HostResult;
  /** The last lines which were not test events. */
  tail(): readonly string[];
}

/** Collects what one host says and prints the tests as they go. */
export function createReport(): TestReport {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: Extract<TestEvent, { type: 'fail' }>[] = [];
  const noise: string[] = [];
  let crash: string | undefined;
  let ended = false;
  let started = false;
  let lastEvent = Date.now();

  function take(event: TestEvent): void {
    lastEvent = Date.now();
    if (event.type === 'start') started = true;
    if (event.type === 'end') ended = true;
    if (event.type === 'crash') crash = event.error;
    if (event.type === 'pass') counts.passed++;
    if (event.type === 'skip') counts.skipped++;
    if (event.type === 'fail') {
      counts.failed++;
      failures.push(event);
    }
    const text = describe(event);
    if (text) console.log(text);
  }

  return {
    line(text) {
      const event = decodeEvent(text);
      if (event) take(event);
      else noise.push(text.split('\n').slice(0, 6).join('\n').slice(0, 1_000));
    },
    get lastEvent() {
      return lastEvent;
    },
    get started() {
      return started;
    },
    result(exitCode, problem) {
      failures.forEach((failure, index) => {
        console.log(`\n  ${index + 1}) ${failure.path}\n${indent(failure.error, '     ')}`);
      });
      const found = crash ? `the suite could not be loaded:\n${indent(crash, '  ')}` : problem;
      return withProblem(counts, found ?? judge(counts, ended, exitCode));
    },
    tail: () => noise.slice(-60),
  };
}

/** What is wrong with a run whose tests did not themselves fail. Silence is no success. */
function judge(counts: Counts, ended: boolean, exitCode: number | undefined): string | undefined {
  if (!ended) return `VS Code ended (${exitCode ?? 'without a code'}) before the tests did`;
  if (counts.passed + counts.failed === 0) return 'no test ran';
  if (exitCode !== 0 && counts.failed === 0) return `all tests passed, but VS Code ended with ${exitCode}`;
  if (exitCode === 0 && counts.failed > 0) return 'tests failed, but VS Code ended with 0';
  return undefined;
}

function withProblem(counts: Counts, problem: string | undefined): HostResult {
  return problem === undefined ? { ...counts } : { ...counts, problem };
}

function describe(event: TestEvent): string | undefined {
  const space = '  '.repeat('depth' in event ? event.depth + 1 : 1);
  switch (event.type) {
    case 'suite':
      return `${space}${event.title}`;
    case 'pass':
      return `${space}✔ ${event.title}${event.ms >= 500 ? ` (${event.ms} ms)` : ''}`;
    case 'skip':
      return `${space}- ${event.title}`;
    case 'fail':
      return `${space}✘ ${event.title}`;
    default:
      return undefined;
  }
}

function indent(text: string, space: string): string {
  return text.replaceAll(/^/gm, space);
}

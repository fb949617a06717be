/** The text that is measured. */

export const NAME = 'bench.pipeline.yaml';

/** Sketches of ten lines a step: chains of ten steps, each from a producer to a store. */
export function sketch(steps: number): string {
  const kinds = [
    'service: EC2\n    output: { format: json, recordSize: 2 KB, records: 300/s }',
    'service: KDS\n    mode: provisioned\n    shards: 4\n    retention: 24 h',
    'service: Firehose\n    buffer: { size: 64 MB, interval: 120 s }\n    output: { format: parquet, compression: snappy }',
    'service: S3',
    'service: Glue\n    type: spark\n    language: python',
    'service: S3',
    'service: EMR\n    release: emr-6.10.0\n    nodes: { master: 1, core: 3 }',
    'service: S3',
    'service: Athena',
    'service: QuickSight\n    edition: enterprise',
  ];
  const lines = ['pipeline: bench', 'goal: { latency: batch }', 'steps:'];
  for (let i = 0; i < steps; i++) {
    const own = [
      `  step-${i}:`,
      ...`    ${kinds[i % 10]}`.split('\n'),
      `    description: step ${i} of the chain`,
    ];
    if (i % 10 !== 9 && i + 1 < steps) own.push(`    to: step-${i + 1}`);
    while (own.length < 10) own.push(`    # ${own.length} of the ten lines of this step`);
    lines.push(...own);
  }
  return `${lines.join('\n')}\n`;
}

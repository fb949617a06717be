/** A sketch to draw, and the diagrams of a text with its findings. */
import assert from 'node:assert/strict';
import { lint } from '../../src/core/index.js';
import { diagramsOf } from '../../src/diagram/read.js';
import type { Diagram } from '../../src/diagram/types.js';

export const SKETCH = `pipeline: shop
steps:
  web:
    service: EC2
    output: { format: json, recordSize: 2 KB, records: 3000/s }
    to: clicks
  clicks:
    service: KDS
    shards: 4
    to: [deliver, lake]
  deliver:
    service: Firehose
    to: S3
  lake:
    service: S3
`;

export function diagrams(text: string): Diagram[] {
  const result = lint(text, 'test.pipeline.yaml', { edition: 'both' });
  return diagramsOf(
    result,
    result.findings.map(({ span, severity, message, rule }) => ({ ...span, severity, message, rule })),
  );
}

export function only(text: string): Diagram {
  const [diagram, ...rest] = diagrams(text);
  assert.ok(diagram !== undefined && rest.length === 0);
  return diagram;
}

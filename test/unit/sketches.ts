/** Sketches that several tests look at. */

/** CSV comes out of one step, and the next one cannot convert it. */
export const FLOWING =
  'pipeline: a\nsteps:\n  web: { service: EC2, output: { format: csv }, to: f }\n  f: { service: KDF, format: parquet, to: S3 }\n';

/** A pipeline of `steps` steps that branches and joins. */
export function branching(steps: number): string {
  const lines = Array.from({ length: steps }, (_, i) => {
    const targets = [2 * i + 1, 2 * i + 2].filter((t) => t < steps).map((t) => `s${t}`);
    return `  s${i}: { service: Lambda${targets.length === 0 ? '' : `, to: [${targets.join(', ')}]`} }`;
  });
  return `pipeline: large\nsteps:\n${lines.join('\n')}\n`;
}

/** What a finding says: amounts that can be compared at a glance. */
import assert from 'node:assert/strict';
import { lint } from '../../src/core/index.js';

function messages(step: string): string[] {
  const text = `pipeline: p\nsteps:\n  a: { ${step} }\n`;
  return lint(text, 'a.pipeline.yaml', { edition: 'current' }).findings.map((f) => f.message);
}

describe('messages', () => {
  it('give a duration in the unit of the bound too, where it is another one', () => {
    const [long] = messages('service: KDS, retention: 400 d');
    assert.match(long ?? '', /24–8760 h, not 400 d \(9,600 h\);/);
    const [same] = messages('service: KDS, retention: 12 hours');
    assert.match(same ?? '', /24–8760 h, not 12 hours;/);
    const [bare] = messages('service: KDS, retention: 9000');
    assert.match(bare ?? '', /24–8760 h, not 9000 h;/);
  });

  it('give a size in the unit of the bound too, where one counts in thousands and the other in 1024s', () => {
    const [large] = messages('service: KDS, input: { recordSize: 20 MB }');
    assert.match(large ?? '', /20 MB \([\d,.]+ [KM]iB\)/);
  });
});

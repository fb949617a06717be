import assert from 'node:assert/strict';
import { compareFigure } from '../../scripts/facts-check/compare.js';
import { parseQuantity } from '../../src/core/quantity.js';

const quantity = (text: string) => parseQuantity(text) ?? assert.fail(text);

describe('facts against models', () => {
  it('a quantity agrees in any unit, and a bare number with the unit of the mapping', () => {
    assert.equal(compareFigure('f', quantity('365 d'), { unit: 'h' }, '8760').verdict, 'agrees');
    assert.equal(compareFigure('f', quantity('60 s'), { unit: 's' }, '61').verdict, 'disagrees');
    assert.equal(compareFigure('f', 'standard', {}, 'STANDARD').verdict, 'agrees');
  });

  it('a list is compared by the words that the mapping leaves of it', () => {
    const said = ['ParquetSerDe', 'OrcSerDe', 'Other'];
    const mapping = { only: ['ParquetSerDe', 'OrcSerDe'], as: { ParquetSerDe: 'parquet', OrcSerDe: 'orc' } };
    assert.equal(compareFigure('f', ['orc', 'parquet'], mapping, said).verdict, 'agrees');
    assert.match(compareFigure('f', ['orc'], mapping, said).note, /not here: parquet/);
    assert.equal(compareFigure('f', ['ec2', 'spot'], {}, 'EC2 or SPOT').verdict, 'agrees');
  });

  it('what must not be in a list is looked for in every word of it', () => {
    const said = ['KinesisStreamInput', 'DynamoDBTargets'];
    assert.equal(compareFigure('f', ['timestream'], { without: true }, said).verdict, 'agrees');
    assert.match(
      compareFigure('f', ['dynamodb'], { without: true }, said).note,
      /the model has it: dynamodb/,
    );
  });

  it('what the model does not say any more is gone', () => {
    assert.equal(compareFigure('f', quantity('60 s'), {}, undefined).verdict, 'gone');
  });
});

import { sampleExample, sampleExperiment } from '../../data-access/src/testing/samples';
import { initialQuery } from './initial-query';

describe('initialQuery', () => {
  it('is the example’s own for an example', () => {
    expect(initialQuery(sampleExperiment(), [sampleExample()])).toBe('SELECT COUNT(*) FROM orders');
  });

  it('shows the first table for any other experiment', () => {
    expect(initialQuery(sampleExperiment({ name: 'mine' }), [sampleExample()])).toBe('SELECT *\nFROM customers\nLIMIT 100');
  });
});

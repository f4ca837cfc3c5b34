import { sampleResult } from '../../data-access/src/testing/samples';
import { planText, tabTitle } from './result-tabs';

const [sample] = sampleResult().results;

describe('tabs of results', () => {
  it('are named after their statements', () => {
    const text = 'SELECT 1;\n-- second\nSELECT *\n  FROM orders';
    expect(tabTitle({ ...sample!, position: { line: 1, column: 1, length: 8 } }, text)).toBe('SELECT 1');
    expect(tabTitle({ ...sample!, position: { line: 3, column: 1, length: 22 } }, text)).toBe('SELECT * FROM orders');
    expect(tabTitle({ ...sample!, statement: 2, position: { line: 1, column: 1, length: 0 } }, '')).toBe('Statement 2');
  });

  it('show a plan as text', () => {
    expect(planText({ ...sample!, kind: 'plan', rows: [['a', 'Seq Scan'], ['b', '  on t']] })).toBe('Seq Scan\n  on t');
    expect(planText(sample!)).toBeUndefined();
  });
});

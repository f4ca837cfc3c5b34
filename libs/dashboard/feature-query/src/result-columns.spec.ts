import type { CellValue } from '@dw-sim/contracts';
import { sampleResult } from '../../data-access/src/testing/samples';
import { compareNumbers, compareTexts, formatCell, gridColumns } from './result-columns';

describe('columns of a result', () => {
  it('names them, tells their types and puts numbers to the right', () => {
    const columns = gridColumns(sampleResult());
    expect(columns.map(({ headerName, headerTooltip, type }) => [headerName, headerTooltip, type])).toEqual([
      ['country', 'VARCHAR', undefined],
      ['revenue', 'DECIMAL(18,2)', 'rightAligned'],
    ]);
  });

  it('keeps columns of the same name apart', () => {
    const [id] = sampleResult().columns;
    const ids = gridColumns(sampleResult({ columns: [id, id] })).map(({ colId }) => colId);
    expect(new Set(ids).size).toBe(2);
  });

  it('writes NULL out and every digit of a number', () => {
    expect([null, '', 0, false, '12345678901234567.89'].map((value) => formatCell(value))).toEqual(['NULL', '', '0', 'false', '12345678901234567.89']);
  });

  it('sorts numbers by size, also those that came as text, with NULL first', () => {
    const values: CellValue[] = [10, '9', null, '-1.5', 2];
    expect(values.sort(compareNumbers)).toEqual([null, '-1.5', 2, '9', 10]);
  });

  it('sorts texts with NULL first', () => {
    const values: CellValue[] = ['b', null, 'a', ''];
    expect(values.sort(compareTexts)).toEqual([null, '', 'a', 'b']);
  });
});

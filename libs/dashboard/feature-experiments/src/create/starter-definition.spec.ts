import { STARTER_TEXT, formatDefinition } from './starter-definition';

describe('the starter document', () => {
  it('is JSON with tables that refer to each other', () => {
    const { tables } = JSON.parse(STARTER_TEXT);
    expect(tables.map(({ name }: { name: string }) => name)).toEqual(['customers', 'orders']);
    expect(tables[1].columns[1].foreign_key).toEqual({ references_table: 'customers', references_column: 'customer_id' });
  });

  it('keeps a column on one line where it fits', () => {
    expect(STARTER_TEXT).toContain('{ "name": "customer_id", "data_type": "INT", "is_unique": true, "required": true }');
    expect(Math.max(...STARTER_TEXT.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(102);
  });

  it('changes nothing of a definition', () => {
    const definition = { name: 'x"y', seed: 0, tables: [{ name: 't', target_rows: 1, columns: [] }] };
    expect(JSON.parse(formatDefinition(definition))).toEqual(definition);
  });
});

import type { AppError } from '@dw-sim/contracts';
import type { ColumnModel, RelationModel } from '@dw-sim/generation-plan';
import type { WarehouseStrategy } from '@dw-sim/warehouse-core';
import { physicalTables, requireFittingNames } from './physical-tables';

function column(name: string, more: Partial<ColumnModel> = {}): ColumnModel {
  return {
    name, description: null, type: { kind: 'INT' }, nullable: false, nullRate: 0, unique: false, generator: { kind: 'sequence', params: {} },
    modifiers: [], declared: {}, summary: '', distribution: null, references: null, ...more,
  };
}
const table = (name: string, ...columns: ColumnModel[]) => ({ name, description: null, targetRows: 1, isDerived: false, columns, compositeKeys: [] as string[][], relations: [] as RelationModel[], correlations: [] });

const relation = (columns: string[], parent: string, parentColumns: string[]): RelationModel => ({ columns, table: parent, parentColumns, nullable: false, isUnique: false, popularity: null, fanOut: null });

describe('physicalTables', () => {
  const model = {
    name: 'shop',
    tables: [
      table('customers', column('code', { unique: true, nullable: true }), column('id', { unique: true }), column('mail', { unique: true })),
      { ...table('orders', column('customer_id')), relations: [relation(['customer_id'], 'customers', ['id'])] },
    ],
  };

  it('makes the first unique column without NULLs the primary key, and the rest unique keys', () => {
    expect(physicalTables(model)[0]).toMatchObject({ name: 'shop__customers', primaryKey: ['id'], uniqueKeys: [['code'], ['mail']], foreignKeys: [] });
  });

  it('makes a composite key the primary key where no column is one, and a unique key otherwise', () => {
    const sales = (...more: ColumnModel[]) => ({ ...table('sales', column('region'), column('store'), ...more), compositeKeys: [['region', 'store']] });
    expect(physicalTables({ name: 'shop', tables: [sales()] })[0]).toMatchObject({ primaryKey: ['region', 'store'], uniqueKeys: [] });
    expect(physicalTables({ name: 'shop', tables: [sales(column('id', { unique: true }))] })[0]).toMatchObject({ primaryKey: ['id'], uniqueKeys: [['region', 'store']] });
  });

  it('points foreign keys at physical names, and needs no key', () => {
    const [, orders] = physicalTables(model);
    expect(orders?.foreignKeys).toEqual([{ columns: ['customer_id'], referencesTable: 'shop__customers', referencesColumns: ['id'] }]);
    expect(orders).not.toHaveProperty('primaryKey');
  });

  it('names every name that is too long for the engine', () => {
    const strategy = { label: 'Tiny', capabilities: { maxIdentifierBytes: 10 } } as WarehouseStrategy;
    expect.assertions(2);
    try {
      requireFittingNames(model, strategy);
    } catch (error) {
      expect((error as AppError).code).toBe('invalid_definition');
      expect((error as AppError).details.errors?.map(({ path }) => path))
        .toEqual(['$.tables[0].name', '$.tables[1].name', '$.tables[1].columns[0].name']);
    }
  });
});

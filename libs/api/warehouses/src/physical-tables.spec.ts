import type { AppError } from '@dw-sim/contracts';
import type { ColumnModel, RelationModel } from '@dw-sim/generation-plan';
import type { WarehouseStrategy } from '@dw-sim/warehouse-core';
import { physicalTables, requireFittingNames } from './physical-tables';
import { tableNaming } from './table-naming';

function column(name: string, more: Partial<ColumnModel> = {}): ColumnModel {
  return {
    name, description: null, type: { kind: 'INT' }, nullable: false, nullRate: 0, unique: false, generator: { kind: 'sequence', params: {} },
    modifiers: [], declared: {}, summary: '', distribution: null, references: null, ...more,
  };
}
const table = (name: string, ...columns: ColumnModel[]) => ({ name, description: null, targetRows: 1, isDerived: false, columns, compositeKeys: [] as string[][], relations: [] as RelationModel[], correlations: [] });

const relation = (columns: string[], parent: string, parentColumns: string[]): RelationModel => ({ columns, table: parent, parentColumns, nullable: false, isUnique: false, popularity: null, fanOut: null });

const SHARED = tableNaming({ options: {} }, 'shop');
const OWN = tableNaming({ options: { schema_per_experiment: true } }, 'shop');

describe('physicalTables', () => {
  const model = {
    tables: [
      table('customers', column('code', { unique: true, nullable: true }), column('id', { unique: true }), column('mail', { unique: true })),
      { ...table('orders', column('customer_id')), relations: [relation(['customer_id'], 'customers', ['id'])] },
    ],
  };

  it('makes the first unique column without NULLs the primary key, and the rest unique keys', () => {
    expect(physicalTables(model, SHARED)[0]).toMatchObject({ name: 'shop__customers', primaryKey: ['id'], uniqueKeys: [['code'], ['mail']], foreignKeys: [] });
  });

  it('makes a composite key the primary key where no column is one, and a unique key otherwise', () => {
    const sales = (...more: ColumnModel[]) => ({ ...table('sales', column('region'), column('store'), ...more), compositeKeys: [['region', 'store']] });
    expect(physicalTables({ tables: [sales()] }, SHARED)[0]).toMatchObject({ primaryKey: ['region', 'store'], uniqueKeys: [] });
    expect(physicalTables({ tables: [sales(column('id', { unique: true }))] }, SHARED)[0]).toMatchObject({ primaryKey: ['id'], uniqueKeys: [['region', 'store']] });
  });

  it('points foreign keys at physical names, and needs no key', () => {
    const [, orders] = physicalTables(model, SHARED);
    expect(orders?.foreignKeys).toEqual([{ columns: ['customer_id'], referencesTable: 'shop__customers', referencesColumns: ['id'] }]);
    expect(orders).not.toHaveProperty('primaryKey');
  });

  it('names tables and foreign keys within the schema that an experiment has to itself', () => {
    const [customers, orders] = physicalTables(model, OWN);
    expect([customers?.name, orders?.name, orders?.foreignKeys[0]?.referencesTable]).toEqual(['customers', 'orders', 'customers']);
  });

  it('names every name that is too long for the engine', () => {
    const strategy = { label: 'Tiny', capabilities: { maxIdentifierBytes: 10 } } as WarehouseStrategy;
    expect.assertions(2);
    try {
      requireFittingNames(model, SHARED, strategy);
    } catch (error) {
      expect((error as AppError).code).toBe('invalid_definition');
      expect((error as AppError).details.errors?.map(({ path }) => path))
        .toEqual(['$.tables[0].name', '$.tables[1].name', '$.tables[1].columns[0].name']);
    }
  });

  it('counts the name of a schema by itself', () => {
    const fitting = (maxIdentifierBytes: number, name: string) => () =>
      requireFittingNames({ tables: [table('t')] }, tableNaming({ options: { schema_per_experiment: true } }, name), { label: 'Tiny', capabilities: { maxIdentifierBytes } } as WarehouseStrategy);
    expect(fitting(10, 'ten_bytes_')).not.toThrow();
    expect(fitting(9, 'ten_bytes_')).toThrow('The name "ten_bytes_" has 10 bytes; Tiny allows 9.');
  });
});

import type { ColumnType } from '@dw-sim/contracts';
import type { PhysicalTable } from '@dw-sim/warehouse-core';

/** A table of nullable columns without keys, unless said otherwise. */
export function tableOf(name: string, columns: Readonly<Record<string, ColumnType>>, rest: Partial<PhysicalTable> = {}): PhysicalTable {
  return {
    name,
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type, nullable: true })),
    uniqueKeys: [],
    foreignKeys: [],
    ...rest,
  };
}

/** `shop__numbers (id INT)`, the smallest useful table. */
export const NUMBERS = tableOf('shop__numbers', { id: { kind: 'INT' } });

/** The numbers from 0 up to a count, for {@link NUMBERS}. */
export function numbersUpTo(count: number): string {
  return `SELECT range::INTEGER AS id FROM range(${count})`;
}

/** A table large enough that its load takes a while. */
export const LARGE = tableOf('shop__large', { id: { kind: 'BIGINT' }, name: { kind: 'VARCHAR' }, note: { kind: 'VARCHAR' } });

/** Rows of {@link LARGE}. */
export function largeRows(count: number): string {
  return `SELECT range::BIGINT AS id, 'name ' || md5(range::VARCHAR) AS name, 'note ' || md5((range + 1)::VARCHAR) AS note FROM range(${count})`;
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TypedFormat } from '@dw-sim/warehouse-core';
import { tableFromIPC } from '@uwdata/flechette';
import { parquetReadObjects } from 'hyparquet';
import type { ContractSubject } from './contract-subject';
import { NUMBERS, numbersUpTo } from './sample-tables';
import { useSharedWorkbench } from './workbench';

const ROWS = 5000;

/** Results as files with types, read by readers of other makers. */
export function describeExports(subject: ContractSubject): void {
  describe('export', () => {
    const bench = useSharedWorkbench(subject, (fresh) => fresh.fill(NUMBERS, numbersUpTo(ROWS), ROWS));

    async function exported(sql: string, format: TypedFormat, rowLimit?: number) {
      const session = bench().session.openStatements();
      try {
        const stream = await session.export(sql, format, { ...(rowLimit !== undefined && { rowLimit }) });
        const chunks: Uint8Array[] = [];
        for await (const chunk of stream.bytes()) chunks.push(chunk);
        const { rowCount, truncated } = stream;
        await stream.close();
        return { bytes: Buffer.concat(chunks), rowCount, truncated };
      } finally {
        await session.close();
      }
    }

    const arrowRows = (bytes: Buffer) => tableFromIPC(bytes, { useBigInt: true }).toArray() as Record<string, unknown>[];
    const parquetRows = (bytes: Buffer) => parquetReadObjects({ file: new Uint8Array(bytes).buffer });

    it.each(['parquet', 'arrow'] as const)('writes all rows as %s, in their order', async (format) => {
      const { bytes, rowCount, truncated } = await exported('SELECT id FROM shop__numbers ORDER BY id DESC', format);
      const rows = format === 'arrow' ? arrowRows(bytes) : await parquetRows(bytes);
      expect(rows.map(({ id }) => Number(id))).toEqual(Array.from({ length: ROWS }, (_, index) => ROWS - 1 - index));
      expect([rowCount, truncated]).toEqual([ROWS, false]);
    });

    it.each([[1, 1, true], [2048, 2048, true], [ROWS - 1, ROWS - 1, true], [ROWS, ROWS, false], [ROWS + 1, ROWS, false]])('stops after %d rows and says whether there were more', async (rowLimit, rowCount, truncated) => {
      for (const format of ['parquet', 'arrow'] as const) {
        const outcome = await exported('SELECT id FROM shop__numbers', format, rowLimit);
        const rows = format === 'arrow' ? arrowRows(outcome.bytes) : await parquetRows(outcome.bytes);
        expect([rows.length, outcome.rowCount, outcome.truncated]).toEqual([rowCount, rowCount, truncated]);
      }
    });

    it('keeps columns of an empty result, NULL, empty text and names that come twice', async () => {
      const empty = await exported('SELECT id FROM shop__numbers WHERE id < 0', 'parquet');
      expect(await parquetRows(empty.bytes)).toEqual([]);
      expect(arrowRows((await exported('SELECT id FROM shop__numbers WHERE id < 0', 'arrow')).bytes)).toEqual([]);
      const twice = await exported(`SELECT NULL AS n, '' AS e, 'a,"b' AS q, 1 AS x, 2 AS x`, 'parquet');
      expect(await parquetRows(twice.bytes)).toEqual([{ n: null, e: '', q: 'a,"b', x: expect.anything(), x_1: expect.anything() }].map((row) => expect.objectContaining(row)));
      expect((await parquetRows((await exported('SELECT NULL AS n', 'parquet')).bytes))).toHaveLength(1);
    });

    it('fails before the first byte, with the place, and leaves nothing', async () => {
      for (const format of ['parquet', 'arrow'] as const) {
        await expect(exported('SELECT id,\n nope FROM shop__numbers', format)).rejects.toMatchObject({ code: 'invalid_sql', details: { position: { line: 2, column: 2 } } });
        await expect(exported('DELETE FROM shop__numbers', format)).rejects.toMatchObject({ code: 'statement_not_allowed' });
      }
      const { directory } = bench().config;
      for (const folder of ['exports', 'duckdb-exports']) expect(await readdir(join(directory, folder)).catch(() => [])).toEqual([]);
    });
  });
}


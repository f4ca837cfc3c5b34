import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '@dw-sim/contracts';
import type { ContractSubject } from './contract-subject';
import { NUMBERS, numbersUpTo } from './sample-tables';
import { useSharedWorkbench } from './workbench';

const REFUSALS = ['statement_not_allowed', 'invalid_sql'];

/** Every hostile statement is refused with a clear error, and changes nothing. */
export function describeSandbox(subject: ContractSubject): void {
  describe('sandbox', () => {
    const bench = useSharedWorkbench(subject, (fresh) => fresh.fill(NUMBERS, numbersUpTo(3), 3));

    it.each(subject.hostileStatements)('refuses %s', async (statement) => {
      const { root, config, session } = bench();
      const sql = statement
        .replaceAll('{table}', NUMBERS.name)
        .replaceAll('{secret}', join(root, 'secret.csv'))
        .replaceAll('{staged}', join(config.stagingDirectory, `${NUMBERS.name}.parquet`))
        .replaceAll('{target}', join(root, 'target'));
      const before = [await readdir(root), await readdir(config.stagingDirectory)];
      const outcome = await bench().query(sql).catch((error: AppError) => error);
      expect(outcome).toMatchObject({ name: 'AppError', message: expect.stringMatching(/^[^\n]{10,}$/) });
      expect(REFUSALS).toContain((outcome as AppError).code);
      expect([await readdir(root), await readdir(config.stagingDirectory)]).toEqual(before);
      expect(await session.countRows(NUMBERS.name)).toBe(3);
      expect(await bench().value('SELECT max(id) FROM shop__numbers')).toBe(2);
    });
  });
}

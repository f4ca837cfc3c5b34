import type { RunFile } from '@dw-sim/contracts';
import { checkDefinition, compilePlan, generatorVersions } from '@dw-sim/generation-plan';
import { compareFiles } from './compare-files';

const { model } = checkDefinition({ name: 'shop', tables: [{ name: 'users', target_rows: 5, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }] }, { name: 'tags', target_rows: 5, columns: [{ name: 'tag', data_type: 'VARCHAR', faker_rule: 'word' }] }] }, { warehouses: [] });
const plan = compilePlan(model!, { seed: 1 });
const file = (table: string, name: string, sha256 = 'aa', rows = 5): RunFile => ({ table, name, rows, bytes: 1, sha256 });
const FILES = [file('users', 'part-00000.parquet'), file('users', 'part-00001.parquet'), file('tags', 'part-00000.parquet')];
const source = { generators: generatorVersions(plan), productVersion: '1.0.0', clock: '2026-01-01T00:00:00.000Z' };
const compare = (made: readonly RunFile[], more: Partial<typeof source> | { clock: null } = {}, productVersion = '1.0.0') => compareFiles({ ...source, ...more }, { plan, expected: FILES, productVersion }, made);

describe('compareFiles', () => {
  it('finds all the same, in whatever order they came', () => {
    expect(compare([...FILES].reverse())).toEqual([
      { table: 'users', matches: true, files: 2, differing_files: [], reasons: [] },
      { table: 'tags', matches: true, files: 1, differing_files: [], reasons: [] },
    ]);
  });

  it('names the files that differ, are missing or are new', () => {
    const [users, tags] = compare([file('users', 'part-00000.parquet', 'bb'), file('users', 'part-00002.parquet'), file('tags', 'part-00000.parquet')]);
    expect(users).toMatchObject({ matches: false, files: 2, differing_files: ['part-00000.parquet', 'part-00001.parquet', 'part-00002.parquet'] });
    expect(tags?.matches).toBe(true);
  });

  it('says why, as far as the records tell', () => {
    const other = FILES.map((each) => ({ ...each, sha256: 'bb' }));
    const kinds = Object.keys(generatorVersions({ ...plan, tables: plan.tables.filter(({ name }) => name === 'users') }));
    expect(compare(other, { generators: { ...source.generators, [kinds[0]!]: 0 } })[0]?.reasons).toEqual([`The generator ${kinds[0]} was version 0 then, and is 1 now.`]);
    expect(compare(other, {}, '2.0.0')[1]?.reasons).toEqual(['It was made by version 1.0.0 of the product; this is 2.0.0.']);
    expect(compare(other.map((each) => ({ ...each, rows: 1000 })), { clock: null })[1]?.reasons).toEqual(['It had 5 rows then, and has 1,000 now.', 'The clock of the run is not known, so that relative times are others.']);
    expect(compare(other)[0]?.reasons).toEqual([expect.stringContaining('are the same: the files were changed')]);
  });
});

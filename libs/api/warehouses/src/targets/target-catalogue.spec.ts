import 'reflect-metadata';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MetadataStore, openMetadata } from '@dw-sim/api-metadata';
import { DataRoot, loadConfiguration } from '@dw-sim/api-platform';
import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import { SqliteStrategy } from '@dw-sim/warehouse-sqlite';
import { StoredTargets } from './stored-targets';
import { TargetCatalogue } from './target-catalogue';

const BUILTIN = ['duckdb builtin', 'sqlite builtin', 'redshift builtin', 'snowflake builtin'];

describe('the targets', () => {
  let folder: string;
  let store: MetadataStore;
  let stored: StoredTargets;

  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'dw-catalogue-')));
    mkdirSync(join(folder, 'targets'));
    store = new MetadataStore(await openMetadata({ file: join(folder, 'metadata.sqlite') }));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const catalogue = (environment: Record<string, string> = {}) => {
    const configuration = loadConfiguration({ directory: folder, environment });
    const root = new DataRoot(folder);
    stored = new StoredTargets(store, configuration, root);
    return new TargetCatalogue([new DuckDbStrategy(), new SqliteStrategy({ childPath: '' })], configuration, root, stored);
  };
  const write = (name: string, text: string) => writeFileSync(join(folder, 'targets', name), text);
  const read = async (environment?: Record<string, string>) => {
    const { targets, problems } = await catalogue(environment).read();
    return {
      targets: targets.map(({ id, origin }) => `${id} ${origin}`),
      problems: problems.map(({ source, errors }) => `${source.replace(`${folder}/`, '')}: ${errors.map(({ path, message }) => `${path} ${message}`).join(' | ')}`),
    };
  };

  it('are built in, where the configuration says nothing', async () => {
    rmSync(join(folder, 'targets'), { recursive: true });
    expect(await read()).toEqual({ targets: BUILTIN, problems: [] });
  });

  it('stand in files of a folder, one, several or a list in each, read anew every time', async () => {
    write('a.yml', 'id: one\nkind: sqlite\ndsn: sqlite:///one.db\n');
    write('b.yaml', '- {id: two, kind: sqlite}\n- {id: three, kind: duckdb}\n');
    write('c.json', '{"targets": [{"name": "Number four", "kind": "sqlite"}]}');
    write('notes.txt', 'nothing');
    expect(await read()).toEqual({
      targets: [...BUILTIN, 'one file', 'two file', 'three file', 'number-four file'],
      problems: [],
    });
    rmSync(join(folder, 'targets/b.yaml'));
    expect((await read()).targets).toHaveLength(BUILTIN.length + 2);
  });

  it('are listed beside the faults of files that can not be taken', async () => {
    write('a.yml', 'id: one\nkind: sqlite\ndsn: "postgres://me:hunter2@h/db\n');
    write('b.yml', '- {id: two, kind: sqlite}\n- {id: "t w o", kind: sqlte}\n');
    write('c.json', '');
    symlinkSync(join(folder, 'none'), join(folder, 'targets/d.yml'));
    mkdirSync(join(folder, 'targets/e.yml'));
    write('f.json', '['.repeat(5_000));
    const { targets, problems } = await read();
    expect(targets.slice(BUILTIN.length)).toEqual(['two file']);
    expect(problems).toEqual([
      expect.stringMatching(/^targets\/a\.yml: \$ The file is not valid YAML at line \d, column \d+: [a-z ]+\.$/),
      expect.stringMatching(/^targets\/b\.yml: \$\[1\]\.id "t w o" can't be .* \| \$\[1\]\.kind unknown kind "sqlte" \(did you mean "sqlite"\?\)/),
      expect.stringMatching(/^targets\/c\.json: \$ a target is nothing/),
      "targets/d.yml: $ The file can't be read (ENOENT).",
      expect.stringMatching(/^targets\/e\.yml: \$ The file can't be read/),
      'targets/f.json: $ The file is not valid YAML at line 1, column 201: nested deeper than 200 levels.',
    ]);
  });

  it('say that a folder which was named is not there', async () => {
    expect((await read({ DW_SIMULATOR_TARGETS_FOLDER: './none' })).problems).toEqual([`none: $ The folder of targets ${folder}/none can't be read.`]);
  });

  it('come from the environment, or say why not', async () => {
    const { problems } = await read({ DW_SIMULATOR_SNOWFLAKE_URL: 'snowflake://me:hunter2@account/db' });
    expect(problems).toEqual(['DW_SIMULATOR_SNOWFLAKE_URL: $.kind unknown kind "snowflake"; allowed: duckdb, sqlite']);
    await expect(catalogue({ DW_SIMULATOR_SNOWFLAKE_URL: 'snowflake://me:hunter2@account/db' }).require('snowflake')).rejects.toThrow(
      'The warehouse "snowflake" can\'t be used: unknown kind "snowflake"; allowed: duckdb, sqlite (DW_SIMULATOR_SNOWFLAKE_URL)',
    );
  });

  it('have one id each: the first wins, and the other is told with both places', async () => {
    catalogue();
    await stored.save({ id: 'Mine', name: 'Mine', kind: 'sqlite', dsn: null, schema: null, options: {} }, async () => undefined);
    write('a.yml', '- {id: duckdb, kind: sqlite}\n- {id: MINE, kind: sqlite}\n- {id: own, kind: sqlite}\n');
    write('b.yml', 'id: own\nkind: duckdb\n');
    expect(await read()).toEqual({
      targets: [...BUILTIN, 'Mine stored', 'own file'],
      problems: [
        `targets/a.yml: $.id The id "duckdb" is taken: the target "duckdb" (built in) is used, this one (from a file, ${folder}/targets/a.yml) is not.`,
        `targets/a.yml: $.id The id "MINE" is taken: the target "Mine" (stored) is used, this one (from a file, ${folder}/targets/a.yml) is not.`,
        `targets/b.yml: $.id The id "own" is taken: the target "own" (from a file, ${folder}/targets/a.yml) is used, this one (from a file, ${folder}/targets/b.yml) is not.`,
      ],
    });
  });
});

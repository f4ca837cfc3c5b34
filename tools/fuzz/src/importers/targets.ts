import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DataRoot, loadConfiguration } from '@dw-sim/api-platform';
import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import { FileStrategy } from '@dw-sim/warehouse-files';
import { PostgresStrategy } from '@dw-sim/warehouse-postgres';
import { RedshiftStrategy } from '@dw-sim/warehouse-redshift';
import { SqliteStrategy } from '@dw-sim/warehouse-sqlite';
import fc from 'fast-check';
import type { CliContext } from '../../../../apps/cli/src/cli-context';
import { inFile, readTargetDocuments } from '../../../../apps/cli/src/document/target-documents';
import { checkTarget, type TargetRules } from '../../../../libs/api/warehouses/src/targets/check-target';
import { folderTargets } from '../../../../libs/api/warehouses/src/targets/target-folder';
import { documentFiles } from './file-bytes';
import type { Importer } from './importer';

const TARGETS: readonly unknown[] = [
  { id: 'lite', kind: 'sqlite', dsn: 'sqlite:///lite.db' },
  { name: 'Marketing (EU)', kind: 'duckdb', schema: 'main', options: { threads: 2, memory_limit_mb: 512 } },
  { id: 'pg', kind: 'postgres', dsn: 'postgresql+psycopg://me:${DB_PASSWORD}@host:5432/db?sslmode=require', schema: 'sales' },
  { id: 'rs', kind: 'redshift', dsn: 'redshift://me:p%40ss@cluster.example.com:5439/dev', options: { schema_per_experiment: true } },
  { id: 'files', kind: 'parquet', dsn: 'file:///exports/shop' },
  { id: 'bucket', kind: 'csv', dsn: 's3://bucket/prefix' },
  { id: 'env', kind: 'postgres', dsn: 'env:PG_DSN' },
];
const files = documentFiles(fc.oneof(fc.constantFrom(...TARGETS), fc.subarray([...TARGETS]), fc.subarray([...TARGETS]).map((targets) => ({ targets }))));

/** Definitions of targets: files that the command line reads, and a folder that a server reads. */
export function targetImporters(folder: string): readonly Importer[] {
  mkdirSync(join(folder, 'targets'), { recursive: true });
  const directory = realpathSync(folder);
  const configuration = loadConfiguration({ directory, environment: {} });
  const strategies = [new DuckDbStrategy(), new SqliteStrategy({ childPath: '' }), new PostgresStrategy(), new RedshiftStrategy(), ...(['parquet', 'csv'] as const).map((format) => new FileStrategy(format, { folders: [directory], s3: { endpoint: null, region: 'us-east-1', forcePathStyle: false } }))];
  const rules = { strategies, configuration, root: new DataRoot(join(directory, 'data')) } satisfies TargetRules;
  return [
    { name: 'target file', inputs: files, read: (bytes) => readFile(bytes, rules) },
    {
      name: 'folder of targets',
      inputs: files,
      read: (bytes) => {
        writeFileSync(join(directory, 'targets/targets.yaml'), bytes);
        return folderTargets(rules).problems.flatMap(({ errors }) => errors.map(({ message }) => message));
      },
    },
  ];
}

async function readFile(bytes: Uint8Array, rules: TargetRules): Promise<readonly string[]> {
  const context = { terminal: { input: Readable.from([bytes]) } } as unknown as CliContext;
  const documents = await readTargetDocuments(context, '-');
  return documents.flatMap(({ path, definition }) => {
    const { errors, warnings } = checkTarget(definition, rules, { inline: path === '$' });
    return [...inFile(errors, path), ...warnings].map(({ message }) => message);
  });
}

import { Table, TableIndex, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const id: TableColumnOptions = { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' };
const text = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({ name, type: 'varchar', ...more });
const json = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({ name, type: 'text', ...more });
const integer = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({ name, type: 'integer', ...more });
const bigint = (name: string): TableColumnOptions => ({ name, type: 'bigint', default: 0 });
const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** A column that refers to another table's `id` and goes with its row. */
function belongsTo(column: string, table: string) {
  return { columnNames: [column], referencedTableName: table, referencedColumnNames: ['id'], onDelete: 'CASCADE' };
}

/** The first schema, written with TypeORM's schema builder so that it runs on SQLite and PostgreSQL alike. */
export class Initial1760000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.createTable(new Table(table));
    await queryRunner.createIndex('experiment', new TableIndex({ name: 'experiment_name_key', columnNames: ['name_key'], isUnique: true }));
    // The rule "one run at a time per experiment", kept by the database itself.
    await queryRunner.createIndex('run', new TableIndex({
      name: 'run_one_active', columnNames: ['experiment_id'], isUnique: true, where: `status IN ('QUEUED', 'RUNNING')`,
    }));
    await queryRunner.createIndex('run', new TableIndex({ name: 'run_experiment', columnNames: ['experiment_id', 'id'] }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of [...TABLES].reverse()) await queryRunner.dropTable(name);
  }
}

const TABLES = [
  {
    name: 'experiment',
    columns: [
      id, text('name'), text('name_key'), text('state'), text('target_warehouse'), json('definition'),
      text('definition_hash'), text('created_at'), text('updated_at'),
    ],
  },
  {
    name: 'experiment_table',
    columns: [integer('experiment_id', primary), text('name', primary), integer('position'), bigint('loaded_rows')],
    foreignKeys: [belongsTo('experiment_id', 'experiment')],
  },
  {
    name: 'run',
    columns: [
      id, integer('experiment_id'), text('kind'), text('status'), bigint('seed'), text('warehouse'), text('definition_hash'),
      text('created_at'), text('started_at', nullable), text('ended_at', nullable), text('staged_at', nullable), json('error', nullable),
    ],
    foreignKeys: [belongsTo('experiment_id', 'experiment')],
  },
  {
    name: 'run_table',
    columns: [
      integer('run_id', primary), text('table_name', primary), integer('position'), bigint('requested_rows'), bigint('generated_rows'),
      bigint('loaded_rows'), bigint('byte_length'), integer('generate_ms', nullable), integer('load_ms', nullable),
    ],
    foreignKeys: [belongsTo('run_id', 'run')],
  },
  {
    name: 'run_event',
    columns: [integer('run_id', primary), integer('seq', primary), text('type'), json('payload')],
    foreignKeys: [belongsTo('run_id', 'run')],
  },
];

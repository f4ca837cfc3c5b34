import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  ['run', 'experiment_version', "varchar NOT NULL DEFAULT '1.0.0'"],
  ['run', 'seed_origin', 'varchar'],
  ['run', 'generators', 'text'],
  ['run', 'product_version', 'varchar'],
  ['run', 'overrides', "text NOT NULL DEFAULT '{}'"],
  ['run', 'source_run_id', 'integer'],
  ['run', 'reproduction', 'text'],
  ['run_table', 'checksum', 'varchar'],
  ['run_table', 'files', 'text'],
  ['run_event', 'log_position', 'bigint'],
] as const;

/** Runs keep everything that makes them again, and events are numbered over all runs. */
export class RunRecord1773000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column, type] of COLUMNS) await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    await queryRunner.query(`
      UPDATE run_event SET log_position = numbered.n
      FROM (SELECT run_id, seq, ROW_NUMBER() OVER (ORDER BY run_id, seq) AS n FROM run_event) AS numbered
      WHERE numbered.run_id = run_event.run_id AND numbered.seq = run_event.seq`);
    await queryRunner.query('CREATE UNIQUE INDEX run_event_log_position ON run_event (log_position)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX run_event_log_position');
    for (const [table, column] of [...COLUMNS].reverse()) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}

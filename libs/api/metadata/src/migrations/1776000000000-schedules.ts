import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Runs at set times, and how many runs of an experiment keep their files. */
export class Schedules1776000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const text = (name: string, isNullable = false) => ({ name, type: 'varchar', isNullable });
    await queryRunner.createTable(new Table({
      name: 'experiment_schedule',
      columns: [
        { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
        { name: 'experiment_id', type: 'integer' },
        text('cron'), text('time_zone'), { name: 'paused', type: 'boolean' },
        { name: 'row_counts', type: 'text', isNullable: true }, { name: 'seed', type: 'bigint', isNullable: true }, text('table_mode', true),
        text('last_at', true), { name: 'last_run_id', type: 'integer', isNullable: true }, text('last_error', true), text('created_at'),
      ],
      foreignKeys: [{ columnNames: ['experiment_id'], referencedTableName: 'experiment', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
    }));
    await queryRunner.query('ALTER TABLE experiment ADD COLUMN keep_runs integer');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE experiment DROP COLUMN keep_runs');
    await queryRunner.dropTable('experiment_schedule');
  }
}

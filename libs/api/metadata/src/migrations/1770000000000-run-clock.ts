import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** Runs keep the clock that relative times were resolved against. */
export class RunClock1770000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('run', new TableColumn({ name: 'clock', type: 'varchar', isNullable: true }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('run', 'clock');
  }
}

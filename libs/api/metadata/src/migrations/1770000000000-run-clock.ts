import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs keep the clock that relative times were resolved against. */
export class RunClock1770000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE run ADD COLUMN clock varchar');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE run DROP COLUMN clock');
  }
}

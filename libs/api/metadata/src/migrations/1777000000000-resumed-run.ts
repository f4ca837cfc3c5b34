import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which runs do the rest of another. */
export class ResumedRun1777000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE run ADD COLUMN resumed_run_id integer');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE run DROP COLUMN resumed_run_id');
  }
}

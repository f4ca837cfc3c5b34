import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Experiments note that the rows of their tables are to be counted again, until they have been. */
export class NeedsRecount1778000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE experiment ADD COLUMN needs_recount boolean NOT NULL DEFAULT false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE experiment DROP COLUMN needs_recount');
  }
}

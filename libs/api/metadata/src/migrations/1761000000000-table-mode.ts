import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs note what they do with the tables that they find. */
export class TableMode1761000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE run ADD COLUMN table_mode varchar NOT NULL DEFAULT 'create_if_missing'");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE run DROP COLUMN table_mode');
  }
}

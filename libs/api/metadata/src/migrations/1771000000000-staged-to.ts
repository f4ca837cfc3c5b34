import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs note where their files are: in the folder of the data root, or in a bucket. */
export class StagedTo1771000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE run ADD COLUMN staged_to varchar');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE run DROP COLUMN staged_to');
  }
}

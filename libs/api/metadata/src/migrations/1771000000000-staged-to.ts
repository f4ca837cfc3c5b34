import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Runs note where their files are: in the folder of the data root, or in a bucket. */
export class StagedTo1771000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('run', new TableColumn({ name: 'staged_to', type: 'varchar', isNullable: true }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('run', 'staged_to');
  }
}

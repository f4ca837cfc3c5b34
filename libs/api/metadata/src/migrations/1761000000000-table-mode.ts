import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Runs note what they do with the tables that they find. */
export class TableMode1761000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('run', new TableColumn({ name: 'table_mode', type: 'varchar', default: "'create_if_missing'" }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('run', 'table_mode');
  }
}

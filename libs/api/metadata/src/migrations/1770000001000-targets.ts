import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Targets that are added at run time, and the target that each run went to. */
export class Targets1770000001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const text = (name: string, isNullable = false) => ({ name, type: 'varchar', isNullable });
    await queryRunner.createTable(new Table({
      name: 'target',
      columns: [
        { name: 'target_key', type: 'varchar', isPrimary: true },
        text('target_id'), text('name'), text('kind'), text('dsn', true), text('sealed_dsn', true), text('schema_name', true),
        { name: 'options', type: 'text' }, text('created_at'), text('updated_at'),
      ],
    }));
    await queryRunner.query('ALTER TABLE run ADD COLUMN target text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE run DROP COLUMN target');
    await queryRunner.dropTable('target');
  }
}

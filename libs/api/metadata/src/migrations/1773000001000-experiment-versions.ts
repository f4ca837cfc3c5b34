import { Table, TableIndex, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const text = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({ name, type: 'varchar', ...more });
const key = (name: string): TableColumnOptions => ({ name, type: 'integer', isPrimary: true });

/** Every version of an experiment's definition is kept. */
export class ExperimentVersions1773000001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(new Table({
      name: 'experiment_version',
      columns: [
        key('experiment_id'), key('number'), text('version'), text('change'), text('restored_from', { isNullable: true }),
        { name: 'definition', type: 'text' }, text('definition_hash'), text('created_at'),
      ],
      foreignKeys: [{ columnNames: ['experiment_id'], referencedTableName: 'experiment', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
    }));
    await queryRunner.createIndex('experiment_version', new TableIndex({ name: 'experiment_version_version', columnNames: ['experiment_id', 'version'], isUnique: true }));
    await queryRunner.query("ALTER TABLE experiment ADD COLUMN version varchar NOT NULL DEFAULT '1.0.0'");
    // Definitions could not be changed before.
    await queryRunner.query(`
      INSERT INTO experiment_version (experiment_id, number, version, change, definition, definition_hash, created_at)
      SELECT id, 1, '1.0.0', 'created', definition, definition_hash, created_at FROM experiment`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE experiment DROP COLUMN version');
    await queryRunner.dropTable('experiment_version');
  }
}

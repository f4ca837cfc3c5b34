import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** The history of queries, and those that are saved by name. */
export class Queries1774100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const text = (name: string, isNullable = false) => ({ name, type: 'varchar', isNullable });
    const long = (name: string, isNullable = false) => ({ name, type: 'text', isNullable });
    await queryRunner.createTable(new Table({
      name: 'query_history',
      columns: [
        { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
        long('sql'), { name: 'sql_truncated', type: 'boolean' }, text('experiment', true), text('warehouse', true), text('dialect', true),
        text('started_at'), { name: 'elapsed_ms', type: 'integer' }, { name: 'row_count', type: 'bigint', isNullable: true },
        text('status'), text('error_code', true), long('error_message', true),
      ],
    }));
    await queryRunner.createTable(new Table({
      name: 'saved_query',
      columns: [
        { name: 'name_key', type: 'varchar', isPrimary: true },
        text('name'), long('sql'), long('description', true), text('experiment', true), text('warehouse', true), text('dialect', true),
        text('created_at'), text('updated_at'),
      ],
    }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('saved_query');
    await queryRunner.dropTable('query_history');
  }
}

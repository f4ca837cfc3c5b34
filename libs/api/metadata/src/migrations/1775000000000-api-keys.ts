import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Keys of the API. */
export class ApiKeys1775000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const text = (name: string, isNullable = false) => ({ name, type: 'varchar', isNullable });
    await queryRunner.createTable(new Table({
      name: 'api_key',
      columns: [
        { name: 'id', type: 'varchar', isPrimary: true },
        text('name'), text('scope'), text('hash'), text('created_at'), text('expires_at', true), text('last_used_at', true), text('revoked_at', true),
      ],
    }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('api_key');
  }
}

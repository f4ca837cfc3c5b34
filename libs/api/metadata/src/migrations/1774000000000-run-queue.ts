import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs of an experiment may wait for one another: of those at work there is still one. */
export class RunQueue1774000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX run_one_active');
    await queryRunner.query("CREATE UNIQUE INDEX run_one_running ON run (experiment_id) WHERE status = 'RUNNING'");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX run_one_running');
    await queryRunner.query("CREATE UNIQUE INDEX run_one_active ON run (experiment_id) WHERE status IN ('QUEUED', 'RUNNING')");
  }
}

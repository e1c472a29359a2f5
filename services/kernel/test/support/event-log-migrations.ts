import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createCheckpoints, createEventLog, dropCheckpoints, dropEventLog } from '../../src/event-log/event-log-tables';
import { createJobs, dropJobs } from '../../src/jobs/job-table';

/** Tables of the test service that appends events. */
export class EventLog1764000000000 implements MigrationInterface {
  readonly name = 'EventLog1764000000000';
  async up(db: QueryRunner): Promise<void> {
    await createEventLog(db);
    await createJobs(db);
  }
  async down(db: QueryRunner): Promise<void> {
    await dropJobs(db);
    await dropEventLog(db);
  }
}

/** Tables of the test service that consumes events. */
export class Effects1764000000000 implements MigrationInterface {
  readonly name = 'Effects1764000000000';
  async up(db: QueryRunner): Promise<void> {
    await createCheckpoints(db);
    // No unique key on `position`: an effect that is written twice must be visible twice.
    await db.query('CREATE TABLE effects (number bigint GENERATED ALWAYS AS IDENTITY, position bigint NOT NULL)');
  }
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE effects');
    await dropCheckpoints(db);
  }
}

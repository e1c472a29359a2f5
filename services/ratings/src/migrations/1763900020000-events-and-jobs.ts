import { createEventLog, createJobs, dropEventLog, dropJobs } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventsAndJobs1763900020000 implements MigrationInterface {
  readonly name = 'EventsAndJobs1763900020000';

  async up(db: QueryRunner): Promise<void> {
    await createEventLog(db);
    await createJobs(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await dropJobs(db);
    await dropEventLog(db);
  }
}

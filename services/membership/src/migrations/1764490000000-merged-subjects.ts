import { createMergedSubjects, dropMergedSubjects } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which organisations and persons are merged. */
export class MergedSubjects1764490000000 implements MigrationInterface {
  readonly name = 'MergedSubjects1764490000000';

  up(db: QueryRunner): Promise<void> {
    return createMergedSubjects(db);
  }

  down(db: QueryRunner): Promise<void> {
    return dropMergedSubjects(db);
  }
}

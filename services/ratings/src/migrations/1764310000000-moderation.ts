import { createModeration, dropModeration } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Moderation1764310000000 implements MigrationInterface {
  readonly name = 'Moderation1764310000000';

  up(db: QueryRunner): Promise<void> {
    return createModeration(db);
  }

  down(db: QueryRunner): Promise<void> {
    return dropModeration(db);
  }
}

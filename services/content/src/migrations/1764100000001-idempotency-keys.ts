import { createIdempotencyKeys, dropIdempotencyKeys } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdempotencyKeys1764100000001 implements MigrationInterface {
  readonly name = 'IdempotencyKeys1764100000001';

  up(db: QueryRunner): Promise<void> {
    return createIdempotencyKeys(db);
  }

  down(db: QueryRunner): Promise<void> {
    return dropIdempotencyKeys(db);
  }
}

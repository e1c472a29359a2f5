import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnownDevices1763900000005 implements MigrationInterface {
  readonly name = 'KnownDevices1763900000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE sessions ADD COLUMN device_hash text, ADD COLUMN network_hash text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE sessions DROP COLUMN device_hash, DROP COLUMN network_hash');
  }
}

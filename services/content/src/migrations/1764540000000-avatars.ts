import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures of members. The version before would delete their bytes, to which none of its tables refers. */
export class Avatars1764540000000 implements MigrationInterface {
  readonly name = 'Avatars1764540000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE avatars (
        member_id text COLLATE "C" PRIMARY KEY,
        id text COLLATE "C" NOT NULL UNIQUE,
        alt text,
        width integer NOT NULL,
        height integer NOT NULL,
        bytes integer NOT NULL,
        created_at timestamptz NOT NULL
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE avatars');
  }
}

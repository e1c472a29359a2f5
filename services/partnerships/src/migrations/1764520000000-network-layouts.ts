import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the nodes of the whole network are drawn. */
export class NetworkLayouts1764520000000 implements MigrationInterface {
  readonly name = 'NetworkLayouts1764520000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE network_layouts (
      id text COLLATE "C" PRIMARY KEY,
      known_at timestamptz NOT NULL,
      past_changed_at timestamptz NOT NULL,
      positions jsonb NOT NULL,
      laid_out_at timestamptz NOT NULL,
      seconds double precision NOT NULL
    )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE network_layouts');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCOPES = [
  'POSTS_READ',
  'POSTS_WRITE',
  'COMMENTS_WRITE',
  'RATINGS_WRITE',
  'FACTS_READ',
  'FACTS_WRITE',
  'EXPORTS_READ',
  'WEBHOOKS_MANAGE',
  'PROFILE_READ',
];

export class Tokens1763900000002 implements MigrationInterface {
  readonly name = 'Tokens1763900000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sessions (
        id text COLLATE "C" PRIMARY KEY,
        member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        user_agent text,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      )`);
    await db.query('CREATE INDEX sessions_member_id_idx ON sessions (member_id)');
    await db.query(`
      CREATE TABLE refresh_tokens (
        hash text COLLATE "C" PRIMARY KEY,
        session_id text COLLATE "C" NOT NULL REFERENCES sessions ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        successor text
      )`);
    await db.query('CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id)');
    await db.query(`
      CREATE TABLE signing_keys (
        id text COLLATE "C" PRIMARY KEY,
        public_key jsonb NOT NULL,
        private_key jsonb NOT NULL,
        signs_from timestamptz NOT NULL,
        signs_until timestamptz NOT NULL
      )`);
    await db.query(`CREATE TYPE scope AS ENUM (${SCOPES.map((scope) => `'${scope}'`).join(', ')})`);
    await db.query(`
      CREATE TABLE api_keys (
        id text COLLATE "C" PRIMARY KEY,
        member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
        name text NOT NULL,
        secret_hash text NOT NULL,
        scopes scope[] NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz
      )`);
    await db.query('CREATE INDEX api_keys_member_id_idx ON api_keys (member_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE api_keys');
    await db.query('DROP TYPE scope');
    for (const table of ['signing_keys', 'refresh_tokens', 'sessions']) await db.query(`DROP TABLE ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1764420000000 implements MigrationInterface {
  readonly name = 'Webhooks1764420000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TYPE post_event_type AS ENUM ('PUBLISHED', 'UPDATED', 'UNPUBLISHED', 'REMOVED')");
    await db.query("CREATE TYPE webhook_format AS ENUM ('STANDARD', 'CLOUDEVENTS')");
    await db.query("CREATE TYPE webhook_disabled_reason AS ENUM ('GONE', 'EXHAUSTED', 'INVALID', 'EXPIRED')");
    await db.query("CREATE TYPE delivery_status AS ENUM ('PENDING', 'SUCCEEDED', 'FAILED', 'SKIPPED')");
    await db.query(`
      CREATE TABLE webhooks (
        id text COLLATE "C" PRIMARY KEY,
        member_id text COLLATE "C" NOT NULL,
        url text NOT NULL,
        types post_event_type[] NOT NULL,
        filter text,
        query text,
        format webhook_format NOT NULL,
        enabled boolean NOT NULL,
        disabled_reason webhook_disabled_reason,
        scopes text[] NOT NULL,
        secret_salt bytea NOT NULL,
        previous_salt bytea,
        secret_rotated_at timestamptz,
        position bigint NOT NULL,
        failures integer NOT NULL,
        failing_since timestamptz,
        succeeded_at timestamptz,
        wait_until timestamptz,
        paused_until timestamptz,
        claimed_at timestamptz,
        lease uuid,
        lease_until timestamptz,
        created_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX webhooks_member_id_idx ON webhooks (member_id)');
    await db.query(`
      CREATE TABLE webhook_deliveries (
        id text COLLATE "C" PRIMARY KEY,
        webhook_id text COLLATE "C" NOT NULL REFERENCES webhooks ON DELETE CASCADE,
        position bigint,
        status delivery_status NOT NULL,
        attempts integer NOT NULL,
        redelivery boolean NOT NULL,
        status_code integer,
        error text,
        duration_ms integer,
        request_excerpt text,
        response_excerpt text,
        first_sent_at timestamptz,
        sent_at timestamptz,
        next_attempt_at timestamptz,
        created_at timestamptz NOT NULL
      )`);
    await db.query(
      'CREATE INDEX webhook_deliveries_webhook_id_created_at_id_idx ON webhook_deliveries (webhook_id, created_at, id)',
    );
    await db.query(`
      CREATE INDEX webhook_deliveries_webhook_id_next_attempt_at_idx ON webhook_deliveries (webhook_id, next_attempt_at)
      WHERE next_attempt_at IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE webhook_deliveries, webhooks');
    await db.query('DROP TYPE delivery_status, webhook_disabled_reason, webhook_format, post_event_type');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE member_mails (
    id text COLLATE "C" PRIMARY KEY,
    member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
    list text NOT NULL,
    thread_id text COLLATE "C",
    week text,
    handed_over_at timestamptz NOT NULL
  )`,
  'CREATE INDEX member_mails_member_id_handed_over_at_idx ON member_mails (member_id, handed_over_at)',
  'CREATE INDEX member_mails_handed_over_at_idx ON member_mails (handed_over_at)',
  'CREATE UNIQUE INDEX member_mails_week_idx ON member_mails (member_id, week) WHERE week IS NOT NULL',
  `CREATE TABLE unsubscribe_tokens (
    hash text COLLATE "C" PRIMARY KEY,
    member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
    list text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  'CREATE INDEX unsubscribe_tokens_member_id_idx ON unsubscribe_tokens (member_id)',
  'CREATE INDEX unsubscribe_tokens_created_at_idx ON unsubscribe_tokens (created_at)',
  `CREATE TABLE digest_items (
    member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
    post_id text COLLATE "C" NOT NULL,
    mail_id text COLLATE "C" NOT NULL,
    sent_at timestamptz NOT NULL,
    PRIMARY KEY (member_id, post_id)
  )`,
  'CREATE INDEX digest_items_sent_at_idx ON digest_items (sent_at)',
];

export class ListMails1764220000000 implements MigrationInterface {
  readonly name = 'ListMails1764220000000';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of TABLES) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE digest_items, unsubscribe_tokens, member_mails');
  }
}

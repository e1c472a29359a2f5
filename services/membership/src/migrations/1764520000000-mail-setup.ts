import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether mails of this database are sent by processes that were told where. */
export class MailSetup1764520000000 implements MigrationInterface {
  readonly name = 'MailSetup1764520000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE TABLE mail_setup (is_configured boolean PRIMARY KEY, since timestamptz NOT NULL)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE mail_setup');
  }
}

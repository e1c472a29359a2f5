import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose words a definition is was not stored: the next import of its page states it. Until then it is an editor's. */
export class DefinitionOrigins1763900012000 implements MigrationInterface {
  readonly name = 'DefinitionOrigins1763900012000';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE topics ADD definition_origins json NOT NULL DEFAULT '{}'");
    await db.query('ALTER TABLE topics ALTER definition_origins DROP DEFAULT');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE topics DROP definition_origins');
  }
}

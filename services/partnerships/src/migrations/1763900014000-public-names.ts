import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The name `named` is displayed, has no citation, or is cited from a source that is no post or a public one. */
const IS_PUBLIC = `(
  EXISTS (SELECT FROM organisations WHERE organisations.id = named.organisation_id AND organisations.name = named.value)
  OR NOT EXISTS (SELECT FROM citations WHERE citations.organisation_name_id = named.id)
  OR EXISTS (
    SELECT FROM citations JOIN sources ON sources.id = citations.source_id
    LEFT JOIN post_audiences ON post_audiences.post_id = sources.post_id
    WHERE citations.organisation_name_id = named.id
    AND (sources.post_id IS NULL OR (post_audiences.published AND post_audiences.visibility = 'PUBLIC'))))`;

const PUBLIC_NAMES = `to_jsonb(ARRAY(
  SELECT value FROM organisation_names named WHERE organisation_id = subject AND ${IS_PUBLIC} ORDER BY id))`;

const WITH_HIDDEN_NAMES = `SELECT DISTINCT organisation_id FROM organisation_names named WHERE NOT ${IS_PUBLIC}`;

/** Removes names that are not public from the log, and tells those who have read them. */
export class PublicNames1763900014000 implements MigrationInterface {
  readonly name = 'PublicNames1763900014000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE events SET payload = jsonb_build_object('names', ${PUBLIC_NAMES})
      WHERE type = 'SubjectNamed' AND subject IN (${WITH_HIDDEN_NAMES})`);
    await db.query(`
      INSERT INTO events (position, type, subject, payload, occurred_at)
      SELECT -nextval('events_without_place'), 'SubjectNamed', subject, jsonb_build_object('names', ${PUBLIC_NAMES}), now()
      FROM (${WITH_HIDDEN_NAMES}) hidden(subject) ORDER BY subject`);
  }

  /** The names stay hidden: an older version logs the names of a subject again when they change. */
  async down(): Promise<void> {}
}

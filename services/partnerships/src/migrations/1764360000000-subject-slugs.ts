import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The name `named` is displayed, has no citation, or is cited from a source that is no post or a public one. */
const IS_PUBLIC = `(
  named.value = organisations.name
  OR NOT EXISTS (SELECT FROM citations WHERE citations.organisation_name_id = named.id)
  OR EXISTS (
    SELECT FROM citations JOIN sources ON sources.id = citations.source_id
    LEFT JOIN post_audiences ON post_audiences.post_id = sources.post_id
    WHERE citations.organisation_name_id = named.id
    AND (sources.post_id IS NULL OR (post_audiences.published AND post_audiences.visibility = 'PUBLIC'))))`;

const NAMED = `
  SELECT id, slug, (
    SELECT coalesce(jsonb_agg(value ORDER BY named.id), '[]') FROM organisation_names named
    WHERE named.organisation_id = organisations.id AND ${IS_PUBLIC}) AS names
  FROM organisations
  UNION ALL SELECT id, slug, (
    SELECT coalesce(jsonb_agg(value ORDER BY value), '[]') FROM programme_names WHERE programme_id = programmes.id)
  FROM programmes
  UNION ALL SELECT id, slug, jsonb_build_array(name) FROM partnerships
  UNION ALL SELECT id, slug, jsonb_build_array(name) FROM people`;

/** Texts mention subjects by their slugs: those that are older than the field get an event with it. */
export class SubjectSlugs1764360000000 implements MigrationInterface {
  readonly name = 'SubjectSlugs1764360000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO events (position, type, subject, payload, occurred_at)
      SELECT -nextval('events_without_place'), 'SubjectNamed', id, jsonb_build_object('slug', slug, 'names', names), now()
      FROM (${NAMED}) named ORDER BY id`);
  }

  /** The log keeps the events: positions have no gaps. */
  async down(): Promise<void> {}
}

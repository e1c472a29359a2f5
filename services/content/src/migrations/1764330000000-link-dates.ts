import type { MigrationInterface, QueryRunner } from 'typeorm';

const SORTED_AT = 'COALESCE(published_at, updated_at)';

/** Both writers of a link hold the lock of its post, so that neither misses what the other writes. */
const FUNCTIONS = [
  `CREATE FUNCTION date_link_of_post() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
   BEGIN
     SELECT ${SORTED_AT} INTO NEW.sorted_at FROM posts WHERE id = NEW.post_id;
     RETURN NEW;
   END $$`,
  `CREATE FUNCTION date_links_of_post() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
   BEGIN
     UPDATE taggings SET sorted_at = COALESCE(NEW.published_at, NEW.updated_at) WHERE post_id = NEW.id;
     UPDATE mentions SET sorted_at = COALESCE(NEW.published_at, NEW.updated_at) WHERE post_id = NEW.id;
     RETURN NULL;
   END $$`,
];

const TRIGGERS = [
  'CREATE TRIGGER date_tagging BEFORE INSERT ON taggings FOR EACH ROW EXECUTE FUNCTION date_link_of_post()',
  'CREATE TRIGGER date_mention BEFORE INSERT ON mentions FOR EACH ROW EXECUTE FUNCTION date_link_of_post()',
  `CREATE TRIGGER date_links_of_post AFTER UPDATE ON posts FOR EACH ROW
   WHEN (COALESCE(OLD.published_at, OLD.updated_at) <> COALESCE(NEW.published_at, NEW.updated_at))
   EXECUTE FUNCTION date_links_of_post()`,
];

/** The date of its post is in each tagging and mention, so that posts of a topic are read in order by one index. */
export class LinkDates1764330000000 implements MigrationInterface {
  readonly name = 'LinkDates1764330000000';

  async up(db: QueryRunner): Promise<void> {
    for (const table of ['taggings', 'mentions']) {
      await db.query(`ALTER TABLE ${table} ADD sorted_at timestamptz`);
      await db.query(`UPDATE ${table} SET sorted_at = ${SORTED_AT} FROM posts WHERE posts.id = ${table}.post_id`);
      await db.query(`ALTER TABLE ${table} ALTER sorted_at SET NOT NULL`);
    }
    await db.query('CREATE INDEX taggings_topic_id_sorted_at_post_id_idx ON taggings (topic_id, sorted_at, post_id)');
    await db.query('CREATE INDEX mentions_newest_idx ON mentions (target_id, sorted_at, post_id) WHERE occurrence = 1');
    await db.query(
      'CREATE INDEX posts_written_for_idx ON posts (written_for_id, (COALESCE(published_at, updated_at)), id)',
    );
    // The planner shall expect what frequent targets have: it would rather sort the many mentions of one than read them in order.
    await db.query('ALTER TABLE mentions ALTER target_id SET (n_distinct = 100)');
    // In the order of the list, and with its condition.
    await db.query('DROP INDEX comments_post_id_reactor_count_created_at_id_idx');
    await db.query(`
      CREATE INDEX comments_best_idx ON comments (post_id, reactor_count, created_at, id)
      WHERE parent_id IS NULL AND ((NOT deleted AND moderation = 'VISIBLE') OR descendant_count > 0)`);
    for (const statement of [...FUNCTIONS, ...TRIGGERS]) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER date_links_of_post ON posts');
    await db.query('DROP TRIGGER date_mention ON mentions');
    await db.query('DROP TRIGGER date_tagging ON taggings');
    await db.query('DROP FUNCTION date_links_of_post, date_link_of_post');
    await db.query('DROP INDEX comments_best_idx, posts_written_for_idx');
    await db.query(
      'CREATE INDEX comments_post_id_reactor_count_created_at_id_idx ON comments (post_id, reactor_count, created_at, id)',
    );
    for (const table of ['taggings', 'mentions']) await db.query(`ALTER TABLE ${table} DROP sorted_at`);
  }
}

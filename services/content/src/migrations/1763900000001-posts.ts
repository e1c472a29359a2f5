import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Posts1763900000001 implements MigrationInterface {
  readonly name = 'Posts1763900000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TYPE post_kind AS ENUM ('ARTICLE', 'NEWS', 'EVENT', 'GOOD_PRACTICE', 'CHALLENGE')`);
    await db.query(`CREATE TYPE post_status AS ENUM ('DRAFT', 'SCHEDULED', 'PUBLISHED', 'UNPUBLISHED', 'REMOVED')`);
    await db.query(`CREATE TYPE visibility AS ENUM ('PUBLIC', 'MEMBERS', 'ORGANISATION')`);
    await db.query(`CREATE TYPE text_format AS ENUM ('MARKDOWN', 'WIZNESS_LNK', 'PLAIN')`);
    await db.query(`
      CREATE TABLE posts (
        id text COLLATE "C" PRIMARY KEY,
        kind post_kind NOT NULL,
        slug text COLLATE "C" NOT NULL,
        title text NOT NULL,
        lang text NOT NULL,
        translated_titles json NOT NULL,
        summary text,
        body_source text NOT NULL,
        body_format text_format NOT NULL,
        author_id text COLLATE "C",
        byline text,
        written_for_id text COLLATE "C",
        status post_status NOT NULL,
        visibility visibility NOT NULL,
        published_at timestamptz,
        written jsonb,
        updated_at timestamptz NOT NULL,
        revision integer NOT NULL,
        comment_count integer NOT NULL DEFAULT 0,
        digest text NOT NULL,
        search tsvector NOT NULL DEFAULT ''
      )`);
    await db.query('CREATE UNIQUE INDEX posts_slug_idx ON posts (slug)');
    await db.query('CREATE INDEX posts_newest_idx ON posts (COALESCE(published_at, updated_at), id)');
    await db.query('CREATE INDEX posts_updated_at_id_idx ON posts (updated_at, id)');
    await db.query('CREATE INDEX posts_comment_count_id_idx ON posts (comment_count, id)');
    await db.query('CREATE INDEX posts_author_id_idx ON posts (author_id)');
    await db.query('CREATE INDEX posts_search_idx ON posts USING gin (search)');
    await db.query(`
      CREATE TABLE post_revisions (
        id text COLLATE "C" PRIMARY KEY,
        post_id text COLLATE "C" NOT NULL REFERENCES posts,
        number integer NOT NULL,
        title text NOT NULL,
        body_source text NOT NULL,
        body_format text_format NOT NULL,
        page_sha256 text,
        editor_id text COLLATE "C",
        edited_at timestamptz NOT NULL,
        reason text
      )`);
    await db.query('CREATE UNIQUE INDEX post_revisions_post_id_number_idx ON post_revisions (post_id, number)');
    await db.query(`
      CREATE TABLE mentions (
        id text COLLATE "C" PRIMARY KEY,
        post_id text COLLATE "C" NOT NULL REFERENCES posts,
        target_id text COLLATE "C" NOT NULL,
        occurrence integer NOT NULL,
        surface text NOT NULL,
        start integer NOT NULL,
        "end" integer NOT NULL
      )`);
    await db.query('CREATE INDEX mentions_post_id_start_idx ON mentions (post_id, start)');
    await db.query('CREATE INDEX mentions_target_id_post_id_idx ON mentions (target_id, post_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE mentions, post_revisions, posts');
    await db.query('DROP TYPE text_format, visibility, post_status, post_kind');
  }
}

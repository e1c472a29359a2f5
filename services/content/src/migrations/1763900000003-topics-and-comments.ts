import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TopicsAndComments1763900000003 implements MigrationInterface {
  readonly name = 'TopicsAndComments1763900000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE topics (
        id text COLLATE "C" PRIMARY KEY,
        slug text COLLATE "C" NOT NULL,
        labels json NOT NULL,
        definitions json NOT NULL
      )`);
    await db.query('CREATE UNIQUE INDEX topics_slug_idx ON topics (slug)');
    await db.query(`CREATE TYPE topic_relation_kind AS ENUM ('BROADER', 'RELATED')`);
    await db.query(`
      CREATE TABLE topic_relations (
        topic_id text COLLATE "C" NOT NULL REFERENCES topics,
        other_id text COLLATE "C" NOT NULL REFERENCES topics,
        kind topic_relation_kind NOT NULL,
        PRIMARY KEY (topic_id, other_id, kind)
      )`);
    await db.query('CREATE INDEX topic_relations_other_id_idx ON topic_relations (other_id)');
    await db.query(`
      CREATE TABLE taggings (
        id text COLLATE "C" PRIMARY KEY,
        post_id text COLLATE "C" NOT NULL REFERENCES posts,
        topic_id text COLLATE "C" NOT NULL REFERENCES topics,
        position integer NOT NULL
      )`);
    await db.query('CREATE UNIQUE INDEX taggings_post_id_position_idx ON taggings (post_id, position)');
    await db.query('CREATE UNIQUE INDEX taggings_topic_id_post_id_idx ON taggings (topic_id, post_id)');
    await db.query(`
      CREATE TABLE comments (
        id text COLLATE "C" PRIMARY KEY,
        post_id text COLLATE "C" NOT NULL REFERENCES posts,
        parent_id text COLLATE "C" REFERENCES comments,
        depth integer NOT NULL,
        author_id text COLLATE "C",
        body_source text NOT NULL,
        created_at timestamptz NOT NULL,
        edited_at timestamptz,
        removed boolean NOT NULL DEFAULT false
      )`);
    await db.query('CREATE INDEX comments_post_id_created_at_id_idx ON comments (post_id, created_at, id)');
    await db.query('CREATE INDEX comments_parent_id_created_at_id_idx ON comments (parent_id, created_at, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE comments, taggings, topic_relations, topics');
    await db.query('DROP TYPE topic_relation_kind');
  }
}

import { badArgument, type Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { RichText } from '../rich-text/rich-text.types';
import type { Post } from './post.entity';
import { published, visibleIn } from './post.visibility';

const MAX_RELATED = 20;
const MAX_PER_AUTHOR = 2;

/** So many of the things that a post mentions are looked at, and so many of the newest posts about each. */
const LINKS = 10;
const POSTS_PER_LINK = 20;
/** Enough to fill a list when two posts of each author remain. */
const CANDIDATES = 60;
/** A post that may be related to another one. */
export interface RelatedCandidate {
  readonly sourceId: string;
  readonly id: string;
  readonly slug: string;
  readonly authorId: string | null;
}

/**
 * For each of the posts, those that the caller may see and that share a mentioned thing or a topic with it, the closest first:
 * a mention counts two, a topic the more the fewer posts it has, the same language a half. One statement for any number of posts.
 */
export const findRelated = async (
  db: EntityManager,
  identity: Identity,
  postIds: readonly string[],
): Promise<RelatedCandidate[]> => {
  const visible = visibleIn('p', identity);
  const newest = (table: string, condition: string) => `
    SELECT link.post_id FROM ${table} link JOIN posts p ON p.id = link.post_id
    WHERE ${condition} AND link.post_id <> source.id AND ${published('p')} AND (${visible.sql})
    ORDER BY link.sorted_at DESC, link.post_id DESC LIMIT ${POSTS_PER_LINK}`;
  // Of the posts that the caller may see: any other number would tell of hidden posts.
  const rarity = `ln(${POSTS_PER_LINK + 1}.0 / count(*) OVER (PARTITION BY own.topic_id))`;
  const shared = `
    SELECT other.post_id, 2.0 AS weight
    FROM (SELECT target_id FROM mentions WHERE post_id = source.id AND occurrence = 1 ORDER BY start LIMIT ${LINKS}) own
    CROSS JOIN LATERAL (${newest('mentions', 'link.target_id = own.target_id AND link.occurrence = 1')}) other
    UNION ALL
    SELECT other.post_id, ${rarity} FROM taggings own
    CROSS JOIN LATERAL (${newest('taggings', 'link.topic_id = own.topic_id')}) other
    WHERE own.post_id = source.id`;
  const query = db
    .createQueryBuilder()
    .select(['near.source_id AS "sourceId"', 'near.id AS id', 'near.slug AS slug', 'near.author_id AS "authorId"'])
    .from(
      `(SELECT source.id AS source_id, found.* FROM posts source CROSS JOIN LATERAL (
        SELECT p.id, p.slug, p.author_id, sum(shared.weight) + CASE WHEN p.lang = source.lang THEN 0.5 ELSE 0 END AS weight,
          p.published_at
        FROM (${shared}) shared JOIN posts p ON p.id = shared.post_id GROUP BY p.id
        ORDER BY weight DESC, p.published_at DESC, p.id LIMIT ${CANDIDATES}
      ) found WHERE source.id IN (:...postIds))`,
      'near',
    )
    .orderBy('near.weight', 'DESC')
    .addOrderBy('near.published_at', 'DESC')
    .addOrderBy('near.id')
    .setParameters({ ...visible.parameters, postIds });
  return query.getRawMany<RelatedCandidate>();
};

/** The addresses of pages of posts end with this and the slug. */
const PAGE = /\/posts\/([^/?#]+)/;

/**
 * Ids of the first of the candidates, at most two of an author, and none that the post links to. Throws BAD_USER_INPUT if
 * `first` is not 0 to 20.
 */
export const chooseRelated = (
  { bodySource, bodyFormat }: Pick<Post, 'bodySource' | 'bodyFormat'>,
  candidates: readonly RelatedCandidate[],
  first: number,
): string[] => {
  if (first < 0 || first > MAX_RELATED) {
    throw badArgument(['first'], `There are at most ${MAX_RELATED} related posts.`, [`0 to ${MAX_RELATED}`]);
  }
  const links = new RichText(bodySource, bodyFormat).links;
  const linked = new Set(links.map(({ rawUrl }) => PAGE.exec(rawUrl)?.[1]));
  const byAuthor = new Map<string, number>();
  const chosen = candidates.filter(({ slug, authorId }) => {
    if (linked.has(slug)) return false;
    const count = (authorId === null ? undefined : byAuthor.get(authorId)) ?? 0;
    if (authorId !== null) byAuthor.set(authorId, count + 1);
    return count < MAX_PER_AUTHOR;
  });
  return chosen.slice(0, first).map(({ id }) => id);
};

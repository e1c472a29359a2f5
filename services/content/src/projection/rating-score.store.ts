import type { EntityManager } from 'typeorm';

/** C: number of ratings at the mean of its kind that are added to those of a post. */
const PRIOR_WEIGHT = 10;
/** Number of ratings in the middle of the scale that are added to those of a kind: the first one must not decide. */
const MEAN_WEIGHT = 20;
const NEUTRAL_SCORE = 3;
/** A mean that has moved by less stays: the order of lists, and cursors into them, stay too. */
const MIN_CHANGE = 0.05;

/** Fewer ratings say little: such posts come after all others in the order of the best rated. */
export const MIN_RATINGS = 3;

// Rounded, because a cursor holds the value in decimal and it must compare as equal afterwards.
const score = (count: string, sum: string, mean: string): string =>
  `round((${PRIOR_WEIGHT} * ${mean} + ${sum}) / CAST(${PRIOR_WEIGHT} + ${count} AS numeric), 6)`;

const WRITE = `
  UPDATE posts SET rating_count = given.count, rating_sum = given.sum,
    rating_score = ${score('given.count', 'given.sum', `coalesce(means.mean, ${NEUTRAL_SCORE})`)}
  FROM unnest($1::text[], $2::integer[], $3::integer[]) AS given (id, count, sum), rating_means means
  RIGHT JOIN (SELECT 1) one ON means.kind = $4
  WHERE posts.id = given.id AND posts.kind::text = $4`;

/** The visible ratings of a post. */
export interface PostRatings {
  readonly id: string;
  readonly kind: string;
  readonly count: number;
  readonly sum: number;
}

/** Writes how posts are rated. Each post is given once. */
export const writeScores = async (tx: EntityManager, posts: readonly PostRatings[]): Promise<void> => {
  for (const kind of [...new Set(posts.map((post) => post.kind))].toSorted()) {
    const ofKind = posts.filter((post) => post.kind === kind);
    await tx.query(WRITE, [
      ofKind.map(({ id }) => id),
      ofKind.map(({ count }) => count),
      ofKind.map(({ sum }) => sum),
      kind,
    ]);
  }
};

const MEANS = `
  INSERT INTO rating_means AS stored (kind, mean)
  SELECT kind::text, round((${MEAN_WEIGHT * NEUTRAL_SCORE} + sum(rating_sum)) / CAST(${MEAN_WEIGHT} + sum(rating_count) AS numeric), 6)
  FROM posts WHERE rating_count > 0 AND visibility = 'PUBLIC' GROUP BY kind
  ON CONFLICT (kind) DO UPDATE SET mean = excluded.mean WHERE abs(stored.mean - excluded.mean) >= ${MIN_CHANGE}
  RETURNING kind`;

const RESCORE = `
  UPDATE posts SET rating_score = ${score('rating_count', 'rating_sum', 'means.mean')}
  FROM rating_means means WHERE means.kind = posts.kind::text AND posts.kind::text = ANY($1)`;

/**
 * Computes the mean score of each kind again, from the posts that everyone may see. If it has moved, the posts of the kind get
 * new scores.
 */
export const freezeMeans = async (tx: EntityManager): Promise<void> => {
  const changed = await tx.query<{ kind: string }[]>(MEANS);
  if (changed.length > 0) await tx.query(RESCORE, [changed.map(({ kind }) => kind)]);
};

import { type Clock, foldText } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Post } from '../post/post.entity';
import { KnownName } from '../projection/known-name.entity';
import { wordsIn } from '../projection/known-name.store';
import { searchPhrase, searchQueryOf } from '../search/post-search';
import { findMentions, type Nameable } from './find-mentions';
import { Mention } from './mention.entity';
import { replaceMentions, type StoredMention } from './mention.store';
import type { NewMention } from './new-mention';

/** Posts whose mentions are found again at a time. */
const BATCH = 100;

type Body = Pick<Post, 'id' | 'bodySource'>;

/**
 * What the text may name. A name of several targets means none of them: only a person's decision, which an import states,
 * can say which.
 */
const nameablesIn = async (tx: EntityManager, source: string): Promise<Nameable[]> => {
  const words = [...new Set(wordsIn(foldText(source)))];
  const rows = await tx
    .createQueryBuilder(KnownName, 'known')
    .where('known.firstWord = ANY(:words)', { words })
    .orderBy({ 'known.targetId': 'ASC', 'known.value': 'ASC' })
    .getMany();
  const targets = new Map<string, Set<string>>();
  for (const { nameKey, targetId } of rows) targets.set(nameKey, (targets.get(nameKey) ?? new Set()).add(targetId));
  return rows
    .filter(({ nameKey }) => targets.get(nameKey)?.size === 1)
    .map(({ targetId, value }) => ({ id: targetId, names: [value] }));
};

/**
 * Writes the mentions of a post: the stated ones, and those that known names find outside of them. `checkMentions` has
 * accepted `stated`.
 */
export const writeMentions = async (
  tx: EntityManager,
  clock: Clock,
  { id, bodySource }: Body,
  stated: readonly NewMention[],
): Promise<void> => {
  const found = findMentions(bodySource, await nameablesIn(tx, bodySource)).filter(
    ({ start, end }) => !stated.some((other) => start < other.end && other.start < end),
  );
  await replaceMentions(tx, clock, id, [
    ...stated.map((mention): StoredMention => ({ ...mention, foundByName: false })),
    ...found.map((mention): StoredMention => ({ ...mention, foundByName: true })),
  ]);
};

/** The posts whose texts contain one of the phrases $1. */
const POSTS_WITH = `
  SELECT DISTINCT post.id FROM unnest($1::text[]) AS named (phrase) JOIN posts post ON post.search @@ ${searchQueryOf('named.phrase')}`;

/** Finds the mentions of the posts again whose bodies may contain one of these names. */
export const refreshMentionsOf = async (tx: EntityManager, clock: Clock, names: readonly string[]): Promise<void> => {
  if (names.length === 0) return;
  const posts = await tx.query<{ id: string }[]>(POSTS_WITH, [names.map(searchPhrase)]);
  const sorted = posts.map(({ id }) => id).toSorted();
  for (let from = 0; from < sorted.length; from += BATCH) {
    await refreshPosts(tx, clock, sorted.slice(from, from + BATCH));
  }
};

const refreshPosts = async (tx: EntityManager, clock: Clock, ids: readonly string[]): Promise<void> => {
  // Locked, so that a post that is published meanwhile keeps the mentions of its new body.
  const posts = await tx.find(Post, {
    where: { id: In([...ids]) },
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });
  const stated = await tx.find(Mention, { where: { postId: In([...ids]), foundByName: false } });
  for (const post of posts) {
    await writeMentions(
      tx,
      clock,
      post,
      stated.filter(({ postId }) => postId === post.id),
    );
  }
};

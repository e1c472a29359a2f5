import {
  checkKnown,
  checkList,
  checkSearchText,
  type Connection,
  fetchPage,
  type Identity,
  matchKey,
  type Order,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { visibleIn } from '../post/post.visibility';
import { Topic } from './topic.entity';
import { TopicOrder } from './topic.enums';
import type { TopicFilter, TopicsArguments } from './topic.types';

/** Topics are maintained by editors and few, so they are folded and counted when they are read. */
const MAX_TOPICS_READ = 10_000;

const SLUG: Order['keys'][number] = { sql: 'topic.slug', type: 'text' };

/** The posts of all topics, counted at once: topic by topic, each post of each was looked up. */
const postCounts = (visible: string): string => `(
  SELECT taggings.topic_id, CAST(count(*) AS integer) AS count FROM taggings JOIN posts counted ON counted.id = taggings.post_id
  WHERE ${visible} GROUP BY taggings.topic_id
)`;

const BY_SLUG: Order = { name: 'topics SLUG', direction: 'ASC', keys: [SLUG] };
const BY_POSTS: Order = {
  name: 'topics MOST_POSTS',
  direction: 'ASC',
  keys: [{ sql: '(1000000 - coalesce(post_counts.count, 0))', type: 'integer' }, SLUG],
};

/** Slugs of the topics that a filter selects. Throws BAD_USER_INPUT for an unknown slug or a text that is too long. */
const slugsFor = async (db: EntityManager, { slugs, text }: TopicFilter): Promise<readonly string[]> => {
  const topics = await db.find(Topic, { order: { slug: 'ASC' }, take: MAX_TOPICS_READ });
  if (slugs) {
    const argument = ['filter', 'slugs'];
    checkList(slugs, argument);
    checkKnown({ what: 'topic', argument, given: slugs, known: topics.map(({ slug }) => slug), list: 'topics' });
  }
  const searched = text == null ? null : matchKey(checkSearchText(text, ['filter', 'text']));
  return topics
    .filter(({ slug }) => !slugs || slugs.includes(slug))
    .filter(
      ({ labels }) => searched === null || Object.values(labels).some((label) => matchKey(label).includes(searched)),
    )
    .map(({ slug }) => slug);
};

/** A page of topics. Throws BAD_USER_INPUT or INVALID_CURSOR for invalid arguments. */
export const topicList = async (
  db: EntityManager,
  identity: Identity,
  { filter, orderBy, ...args }: TopicsArguments,
): Promise<Connection<Topic>> => {
  const isByPosts = orderBy === TopicOrder.MOST_POSTS;
  const order = isByPosts ? BY_POSTS : BY_SLUG;
  const page = readPage(args, order);
  const query = db.createQueryBuilder(Topic, 'topic').where('TRUE');
  if (isByPosts) {
    const { sql, parameters } = visibleIn('counted', identity);
    query.leftJoin(postCounts(sql), 'post_counts', 'post_counts.topic_id = topic.id').setParameters(parameters);
  }
  if (filter?.slugs != null || filter?.text != null) {
    query.andWhere('topic.slug = ANY(:slugs)', { slugs: await slugsFor(db, filter) });
  }
  return fetchPage(query, order, page);
};

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

const POST_COUNT = `(
  SELECT CAST(count(*) AS integer) FROM taggings JOIN posts counted ON counted.id = taggings.post_id
  WHERE taggings.topic_id = topic.id AND :visible
)`;

/** The order, and the parameters that it needs. */
const orderFor = (orderBy: TopicOrder, identity: Identity) => {
  if (orderBy === TopicOrder.SLUG) {
    return { order: { name: 'topics SLUG', direction: 'ASC', keys: [SLUG] } satisfies Order, parameters: {} };
  }
  const { sql, parameters } = visibleIn('counted', identity);
  const fewest = `(1000000 - ${POST_COUNT.replace(':visible', sql)})`;
  const keys: Order['keys'] = [{ sql: fewest, type: 'integer' }, SLUG];
  return { order: { name: 'topics MOST_POSTS', direction: 'ASC', keys } satisfies Order, parameters };
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
  const { order, parameters } = orderFor(orderBy ?? TopicOrder.SLUG, identity);
  const page = readPage(args, order);
  const query = db.createQueryBuilder(Topic, 'topic').where('TRUE').setParameters(parameters);
  if (filter?.slugs != null || filter?.text != null) {
    query.andWhere('topic.slug = ANY(:slugs)', { slugs: await slugsFor(db, filter) });
  }
  return fetchPage(query, order, page);
};

import {
  byKey,
  countedByKey,
  groupedByKey,
  type Identity,
  loaderPerArguments,
  queryShort,
  rowsByKey,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { linkedPosts } from '../post/linked-posts';
import type { LinkedPostsArguments } from '../post/post.arguments';
import { Post } from '../post/post.entity';
import { onlyVisible } from '../post/post.visibility';
import { Tagging } from './tagging.entity';
import { Topic } from './topic.entity';
import { TopicRelationKind } from './topic.enums';
import { topicList } from './topic-list';
import type { TopicsArguments } from './topic.types';

/** Relations in the direction in which they are declared, and RELATED in both directions. */
const NEIGHBOURS = `
  SELECT relation."from", topics.*, topics.definition_origins AS "definitionOrigins"
  FROM (
    SELECT topic_id AS "from", other_id AS "to" FROM topic_relations WHERE kind = $1 AND topic_id = ANY($2)
    UNION
    SELECT other_id, topic_id FROM topic_relations WHERE kind = $1 AND kind = 'RELATED' AND other_id = ANY($2)
  ) relation JOIN topics ON topics.id = relation."to"
  ORDER BY topics.slug`;

export interface Neighbour extends Topic {
  /** Id of the topic that it is related to. */
  readonly from: string;
}

const TOPICS_OF_POSTS = `
  SELECT tagging.post_id AS "postId", topic.id, topic.slug, topic.labels, topic.definitions, topic.definition_origins AS "definitionOrigins"
  FROM taggings tagging JOIN topics topic ON topic.id = tagging.topic_id
  WHERE tagging.post_id = ANY($1) ORDER BY tagging.position`;

export interface TopicOfPost extends Topic {
  readonly postId: string;
}

const neighbours = (db: EntityManager, kind: TopicRelationKind) =>
  groupedByKey(
    (ids: readonly string[]) => queryShort<Neighbour[]>(db, NEIGHBOURS, [kind, ids]),
    (topic) => topic.from,
  );

export const createTopicLoaders = (db: EntityManager, identity: Identity) => ({
  /** Throws BAD_USER_INPUT or INVALID_CURSOR for invalid arguments. */
  topics: (args: TopicsArguments) => topicList(db, identity, args),
  topicById: byKey(rowsByKey(db, Topic, 'id'), (topic) => topic.id),
  topicBySlug: byKey(rowsByKey(db, Topic, 'slug'), (topic) => topic.slug),
  broaderTopics: neighbours(db, TopicRelationKind.BROADER),
  relatedTopics: neighbours(db, TopicRelationKind.RELATED),
  topicsOfPost: groupedByKey(
    (postIds: readonly string[]) => queryShort<TopicOfPost[]>(db, TOPICS_OF_POSTS, [postIds]),
    (topic) => topic.postId,
  ),
  postsOfTopic: loaderPerArguments((args: LinkedPostsArguments) =>
    linkedPosts(db, identity, { rows: Tagging, postId: 'postId', parent: 'topicId', isDated: true }, args),
  ),
  postCountOfTopic: countedByKey((ids: readonly string[]) => {
    const query = db
      .createQueryBuilder(Tagging, 'tagging')
      .innerJoin(Post, 'post', 'post.id = tagging.postId')
      .where('tagging.topicId IN (:...ids)', { ids });
    return onlyVisible(query, identity)
      .select('tagging.topicId', 'key')
      .addSelect('count(*)', 'count')
      .groupBy('tagging.topicId')
      .getRawMany<{ key: string; count: string }>();
  }),
});

import { defineConsumer, latestBy } from '@wizness/kernel';
import { KnownTopic } from './post-topic.entity';

/** Keeps the slug of each topic, so that a filter by an unknown topic is refused. */
export const topicConsumer = defineConsumer({
  name: 'follow-topics',
  source: 'content',
  types: ['TopicDefined'],
  handleAll: async (tx, events) => {
    const topics = events.flatMap(({ subject: id, payload: { slug } }) => (slug === undefined ? [] : [{ id, slug }]));
    if (topics.length > 0) await tx.upsert(KnownTopic, [...latestBy(topics, ({ id }) => id)], ['id']);
  },
});

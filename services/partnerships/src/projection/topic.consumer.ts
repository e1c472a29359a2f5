import { defineConsumer } from '@wizness/kernel';
import { KnownTopic } from './post-topic.entity';

/** Keeps the slug of each topic, so that a filter by an unknown topic is refused. */
export const topicConsumer = defineConsumer({
  name: 'follow-topics',
  source: 'content',
  types: ['TopicDefined'],
  handle: async (tx, { subject: id, payload: { slug } }) => {
    if (slug !== undefined) await tx.upsert(KnownTopic, { id, slug }, ['id']);
  },
});

import { type Clock, type Order, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { checkTopics } from './check-topics';
import { Topic } from './topic.entity';
import { type NewTopic, TopicStore } from './topic.store';

const BY_SLUG: Order = { name: 'topics by slug', direction: 'ASC', keys: [{ sql: 'topic.slug', type: 'text' }] };
const DEFAULT_COUNT = 100;

export class TopicCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** The first topics by slug. Throws BAD_USER_INPUT for more than 100. */
  async list(first: number | null): Promise<Topic[]> {
    const { size } = readPage({ first }, BY_SLUG, DEFAULT_COUNT);
    return this.db.find(Topic, { order: { slug: 'ASC' }, take: size });
  }

  /**
   * Creates topics, or updates those with the same slugs; they may refer to each other in any order. Only operators'
   * commands call it, so it checks no permission. Throws BAD_USER_INPUT for a topic without a label, an invalid slug, or a
   * reference to an unknown topic; nothing is written then.
   */
  async define(topics: readonly NewTopic[]): Promise<Topic[]> {
    checkTopics(topics);
    return this.db.transaction((tx) => new TopicStore(tx, this.clock).define(topics));
  }
}

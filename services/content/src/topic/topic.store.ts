import { appendEvents, badUserInput, type Clock, type Order, readPage, type TextByLanguage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { checkSlug } from '../post/slug';
import { topicsNamed } from './tagging.store';
import { Topic } from './topic.entity';
import { TopicRelation, TopicRelationKind } from './topic-relation.entity';

export interface NewTopic {
  /** The identity of the topic. */
  readonly slug: string;
  /** The original first. */
  readonly labels: TextByLanguage;
  readonly definition?: TextByLanguage;
  /** Slugs of topics that this one is part of. */
  readonly broader?: readonly string[];
  /** Slugs of topics close to this one; enough if one of two says so. */
  readonly related?: readonly string[];
}

const BY_SLUG: Order = { name: 'topics by slug', direction: 'ASC', keys: [{ sql: 'topic.slug', type: 'text' }] };
const DEFAULT_COUNT = 100;

export class TopicStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** The first topics by slug. Throws BAD_USER_INPUT for more than 100. */
  async list(first: number | null): Promise<Topic[]> {
    const { size } = readPage({ first }, BY_SLUG, DEFAULT_COUNT);
    return this.db.find(Topic, { order: { slug: 'ASC' }, take: size });
  }

  /** Defines one topic; see {@link defineAll}. */
  async define(topic: NewTopic): Promise<Topic> {
    const [defined] = await this.defineAll([topic]);
    return defined ?? this.db.findOneByOrFail(Topic, { slug: topic.slug });
  }

  /**
   * Makes topics, or brings those with their slugs up to date; they may refer to each other in any order. Throws
   * BAD_USER_INPUT for a topic without a label, a slug that can not be one, or a reference to a topic that is not there.
   */
  async defineAll(topics: readonly NewTopic[]): Promise<Topic[]> {
    for (const { slug, labels } of topics) {
      checkSlug(slug);
      if (Object.keys(labels).length === 0) throw badUserInput(`The topic "${slug}" needs a label in some language.`);
    }
    return this.db.transaction(async (tx) => {
      const newIds: string[] = [];
      for (const topic of topics) newIds.push(...(await this.write(tx, topic)));
      for (const topic of topics) await this.relate(tx, topic);
      const defined = await topicsNamed(
        tx,
        topics.map(({ slug }) => slug),
      );
      const events = newIds.map((subject) => ({ type: 'TopicDefined' as const, subject }));
      await appendEvents(tx, events, this.clock);
      return defined;
    });
  }

  /** Answers the id of the topic where it is a new one. */
  private async write(tx: EntityManager, { slug, labels, definition = {} }: NewTopic): Promise<string[]> {
    const id = this.clock.newId('topic');
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(Topic)
      .values({ id, slug, labels, definitions: definition })
      .orUpdate(['labels', 'definitions'], ['slug'])
      .returning('id')
      .execute();
    return (raw as { id: string }[]).map((row) => row.id).filter((written) => written === id);
  }

  private async relate(tx: EntityManager, { slug, broader = [], related = [] }: NewTopic): Promise<void> {
    const [topic, ...others] = await topicsNamed(tx, [slug, ...broader, ...related]);
    if (!topic) return;
    const idOf = new Map(others.map((other) => [other.slug, other.id]));
    const relations = (slugs: readonly string[], kind: TopicRelationKind) =>
      slugs.flatMap((other) => {
        const otherId = idOf.get(other);
        if (otherId === undefined) throw badUserInput(`The topic "${slug}" can not be related to itself.`);
        return { topicId: topic.id, otherId, kind };
      });
    const rows = [...relations(broader, TopicRelationKind.BROADER), ...relations(related, TopicRelationKind.RELATED)];
    await tx.delete(TopicRelation, { topicId: topic.id });
    if (rows.length > 0) await tx.insert(TopicRelation, rows);
  }
}

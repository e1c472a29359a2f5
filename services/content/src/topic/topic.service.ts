import { badUserInput, type Clock, type Order, readPage, type TextByLanguage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { checkSlug } from '../post/slug';
import { topicsNamed } from './file-under';
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

export class TopicService {
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
      for (const { slug, labels, definition } of topics) {
        const row = { id: this.clock.newId('topic'), slug, labels, definitions: definition ?? {} };
        await tx
          .createQueryBuilder()
          .insert()
          .into(Topic)
          .values(row)
          .orUpdate(['labels', 'definitions'], ['slug'])
          .execute();
      }
      for (const topic of topics) await this.relate(tx, topic);
      return topicsNamed(
        tx,
        topics.map(({ slug }) => slug),
      );
    });
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

import { appendEvents, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { checkTopics } from './check-topics';
import type { NewTopic } from './new-topic';
import { topicsNamed } from './tagging.store';
import { Topic } from './topic.entity';
import { TopicRelationKind } from './topic.enums';
import { TopicRelation } from './topic-relation.entity';

/** Writes topics in the transaction `tx`. It trusts its caller: it checks no permission. */
export class TopicStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates topics, or updates those with the same slugs; they may refer to each other in any order. Throws BAD_USER_INPUT
   * for a topic without a label, an invalid slug, or a reference to an unknown topic.
   */
  async define(topics: readonly NewTopic[]): Promise<Topic[]> {
    checkTopics(topics);
    const newIds: string[] = [];
    for (const topic of topics) newIds.push(...(await this.write(topic)));
    for (const topic of topics) await this.relate(topic);
    const defined = await topicsNamed(
      this.tx,
      topics.map(({ slug }) => slug),
    );
    const events = newIds.map((subject) => ({ type: 'TopicDefined' as const, subject }));
    await appendEvents(this.tx, events, this.clock);
    return defined;
  }

  /** Returns the id of the topic if it is new. */
  private async write({ slug, labels, definition = {} }: NewTopic): Promise<string[]> {
    const id = this.clock.newId('topic');
    const { raw } = await this.tx
      .createQueryBuilder()
      .insert()
      .into(Topic)
      .values({ id, slug, labels, definitions: definition })
      .orUpdate(['labels', 'definitions'], ['slug'])
      .returning('id')
      .execute();
    return (raw as { id: string }[]).map((row) => row.id).filter((written) => written === id);
  }

  private async relate({ slug, broader = [], related = [] }: NewTopic): Promise<void> {
    const [topic, ...others] = await topicsNamed(this.tx, [slug, ...broader, ...related]);
    if (!topic) return;
    const relationsOf = (slugs: readonly string[], kind: TopicRelationKind) =>
      others
        .filter((other) => slugs.includes(other.slug))
        .map(({ id: otherId }) => ({ topicId: topic.id, otherId, kind }));
    const rows = [
      ...relationsOf(broader, TopicRelationKind.BROADER),
      ...relationsOf(related, TopicRelationKind.RELATED),
    ];
    await this.tx.delete(TopicRelation, { topicId: topic.id });
    if (rows.length > 0) await this.tx.insert(TopicRelation, rows);
  }
}

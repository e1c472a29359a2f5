import { appendEvents, type Clock, type NewEvent } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { refuseBroaderCircle } from './broader-circle';
import { checkTopics } from './check-topics';
import { mergeOrigins } from './definition-origins';
import { type KeptText, mergeTexts } from './merge-texts';
import type { NewTopic } from './new-topic';
import { topicsNamed } from './tagging.store';
import { Topic } from './topic.entity';
import { TopicRelationKind } from './topic.enums';
import { TopicRelation } from './topic-relation.entity';

/** A text of a topic that stayed although another one was given. */
export interface TopicDifference extends KeptText {
  readonly slug: string;
}

/** Writes topics in the transaction `tx`. It trusts its caller: it checks no permission. */
export class TopicStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** {@link merge}, without the differences. */
  async define(topics: readonly NewTopic[]): Promise<Topic[]> {
    await this.merge(topics);
    return topicsNamed(
      this.tx,
      topics.map(({ slug }) => slug),
    );
  }

  /**
   * Creates topics, or adds to those with the same slugs the texts of further languages and relations; they may refer to
   * each other in any order. What a topic has stays: the texts that differ are returned. Throws BAD_USER_INPUT for a topic
   * without a label, an invalid slug, a reference to an unknown topic, or a topic that would be broader than itself.
   */
  async merge(topics: readonly NewTopic[]): Promise<TopicDifference[]> {
    checkTopics(topics);
    // One at a time, so that two transactions neither create a topic twice nor close a circle together.
    await this.tx.query("SELECT pg_advisory_xact_lock(hashtext('wizness content topics'))");
    const created: NewEvent[] = [];
    const differences: TopicDifference[] = [];
    for (const topic of topics) {
      const existing = await this.tx.findOneBy(Topic, { slug: topic.slug });
      if (existing) differences.push(...(await this.addTexts(existing, topic)));
      else created.push(await this.create(topic));
    }
    for (const topic of topics) await this.relate(topic);
    await appendEvents(this.tx, created, this.clock);
    return differences;
  }

  private async create({ slug, labels, definition = {}, definitionOrigins = {} }: NewTopic): Promise<NewEvent> {
    const id = this.clock.newId('topic');
    await this.tx.insert(Topic, { id, slug, labels, definitions: definition, definitionOrigins });
    return { type: 'TopicDefined', subject: id, payload: { slug } };
  }

  private async addTexts(
    { id, slug, labels, definitions, definitionOrigins: stored }: Topic,
    { labels: givenLabels, definition = {}, definitionOrigins: given = {} }: NewTopic,
  ): Promise<TopicDifference[]> {
    const label = mergeTexts('labels', labels, givenLabels);
    const merged = mergeTexts('definition', definitions, definition);
    const keptLanguages = new Set(merged.kept.map(({ field }) => field));
    const origins = Object.entries(given).filter(([lang]) => !keptLanguages.has(`definition.${lang}`));
    const definitionOrigins = mergeOrigins(stored, Object.fromEntries(origins));
    await this.tx.update(Topic, { id }, { labels: label.texts, definitions: merged.texts, definitionOrigins });
    return [...label.kept, ...merged.kept].map((each) => ({ slug, ...each }));
  }

  private async relate(given: NewTopic): Promise<void> {
    const { slug, broader = [], related = [] } = given;
    const [topic, ...others] = await topicsNamed(this.tx, [slug, ...broader, ...related]);
    if (!topic) return;
    await refuseBroaderCircle(this.tx, [given]);
    const relationsOf = (slugs: readonly string[], kind: TopicRelationKind) =>
      others
        .filter((other) => slugs.includes(other.slug))
        .map(({ id: otherId }) => ({ topicId: topic.id, otherId, kind }));
    const rows = [
      ...relationsOf(broader, TopicRelationKind.BROADER),
      ...relationsOf(related, TopicRelationKind.RELATED),
    ];
    if (rows.length === 0) return;
    await this.tx.createQueryBuilder().insert().into(TopicRelation).values(rows).orIgnore().execute();
  }
}

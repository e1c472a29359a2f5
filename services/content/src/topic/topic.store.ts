import { appendEvents, type Clock, type NewEvent, type TextByLanguage } from '@wizness/kernel';
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

/** Parts of a topic that replace those that it has. A missing part stays. */
export interface TopicParts {
  readonly labels?: TextByLanguage;
  readonly definitions?: TextByLanguage;
  readonly broader?: readonly string[];
  readonly related?: readonly string[];
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
    await this.lock();
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

  /** One transaction at a time, so that two neither create a topic twice nor close a circle together. */
  async lock(): Promise<void> {
    await this.tx.query("SELECT pg_advisory_xact_lock(hashtext('wizness content topics'))");
  }

  /**
   * Creates a topic, or replaces the given parts of the one with this slug. The caller has locked the topics, and checked
   * the relations. An editor's definition takes the place of a quoted one.
   */
  async replace(slug: string, { labels, definitions, broader, related }: TopicParts): Promise<void> {
    const known = await this.tx.findOneBy(Topic, { slug });
    if (!known) {
      const given = { slug, labels: labels ?? {}, definition: definitions ?? {}, broader, related };
      await appendEvents(this.tx, [await this.create(given)], this.clock);
      return this.relate(given);
    }
    const { id } = known;
    const changed = Object.keys(definitions ?? {}).filter((lang) => definitions?.[lang] !== known.definitions[lang]);
    const kept = Object.entries(known.definitionOrigins).filter(
      ([lang]) => !definitions || (lang in definitions && !changed.includes(lang)),
    );
    const columns = { ...(labels && { labels }), ...(definitions && { definitions }) };
    await this.tx.update(Topic, { id }, { ...columns, definitionOrigins: Object.fromEntries(kept) });
    if (broader) await this.tx.delete(TopicRelation, { topicId: id, kind: TopicRelationKind.BROADER });
    if (related) {
      // RELATED is symmetric: the other topic may have declared it.
      await this.tx.delete(TopicRelation, { topicId: id, kind: TopicRelationKind.RELATED });
      await this.tx.delete(TopicRelation, { otherId: id, kind: TopicRelationKind.RELATED });
    }
    await this.relate({ slug, labels: known.labels, broader, related });
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

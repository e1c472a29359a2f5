import {
  authorise,
  checkSlug,
  type Clock,
  type Identity,
  isKnownLanguage,
  lockMember,
  type LocalizedTextInput,
  normaliseLine,
  type TextByLanguage,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { checkCount } from '../details/check-details';
import type { ContentLoaders } from '../loaders';
import { checkLine, checkParagraphs } from '../post/check-text';
import { findBroaderCircle } from './broader-circle';
import { unknownTopics } from './tagging.store';
import { Topic } from './topic.entity';
import { TopicStore } from './topic.store';
import type { SaveTopicInput, SaveTopicPayload } from './save-topic.types';

const MAX_LABEL = 100;
const MAX_DEFINITION = 2000;
const MAX_LANGUAGES = 20;
const MAX_RELATIONS = 20;

const error = (code: UserErrorCode, field: readonly string[], message: string): UserError =>
  new UserError(code, message, [...field]);

const checkTexts = (
  texts: readonly LocalizedTextInput[] | null | undefined,
  field: string,
  check: (value: string, path: readonly string[]) => UserError[],
): UserError[] => {
  const given = (texts ?? []).slice(0, MAX_LANGUAGES);
  return [
    ...checkCount(texts, [field], MAX_LANGUAGES),
    ...given.flatMap(({ lang, value }, index) => [
      ...(given.findIndex((other) => other.lang === lang) === index
        ? []
        : [error(UserErrorCode.INVALID, [field, `${index}`, 'lang'], `There are two texts in "${lang}": give one.`)]),
      ...(isKnownLanguage(lang)
        ? []
        : [error(UserErrorCode.INVALID, [field, `${index}`, 'lang'], `There is no language "${lang}".`)]),
      ...check(value, [field, `${index}`, 'value']),
    ]),
  ];
};

const slugProblem = (slug: string): string | null => {
  try {
    checkSlug(slug);
    return null;
  } catch (thrown) {
    return (thrown as Error).message;
  }
};

const checkTopic = (input: SaveTopicInput): UserError[] => {
  const problem = slugProblem(input.slug);
  const errors = problem === null ? [] : [error(UserErrorCode.INVALID, ['slug'], problem)];
  for (const field of ['broaderSlugs', 'relatedSlugs'] as const) {
    errors.push(...checkCount(input[field], [field], MAX_RELATIONS));
    if (input[field]?.includes(input.slug)) {
      errors.push(error(UserErrorCode.INVALID, [field], 'A topic is not related to itself: remove its slug.'));
    }
  }
  return [
    ...errors,
    ...checkTexts(input.labels, 'labels', (value, path) => checkLine(value, path, MAX_LABEL)),
    ...checkTexts(input.definitions, 'definitions', (value, path) => checkParagraphs(value, path, MAX_DEFINITION)),
  ];
};

const textsOf = (texts: readonly LocalizedTextInput[], stored: (value: string) => string): TextByLanguage =>
  Object.fromEntries(texts.map(({ lang, value }) => [lang, stored(value)]));

export class TopicCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: ContentLoaders,
  ) {}

  /**
   * Creates a topic, or replaces the given parts of one. User errors: those of the texts, REQUIRED without a label, NOT_FOUND
   * for an unknown topic, CONFLICT for a circle. Throws UNAUTHENTICATED or FORBIDDEN.
   */
  async save(input: SaveTopicInput): Promise<SaveTopicPayload> {
    const memberId = authorise(this.identity, 'CURATE_CONTENT');
    const errors = checkTopic(input);
    if (errors.length > 0) return { topic: null, userErrors: errors };
    const { slug } = input;
    const userErrors = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const store = new TopicStore(tx, this.clock);
      await store.lock();
      const refusals = await this.refusals(tx, input);
      if (refusals.length > 0) return refusals;
      await store.replace(slug, {
        ...(input.labels && { labels: textsOf(input.labels, (value) => normaliseLine(value, MAX_LABEL)) }),
        ...(input.definitions && { definitions: textsOf(input.definitions, (value) => value.trim()) }),
        ...(input.broaderSlugs && { broader: input.broaderSlugs }),
        ...(input.relatedSlugs && { related: input.relatedSlugs }),
      });
      return [];
    });
    this.loaders.topicBySlug.clear(slug);
    return { topic: userErrors.length > 0 ? null : await this.loaders.topicBySlug.load(slug), userErrors };
  }

  private async refusals(tx: EntityManager, input: SaveTopicInput): Promise<UserError[]> {
    const { slug, labels, broaderSlugs, relatedSlugs } = input;
    const isNew = !(await tx.existsBy(Topic, { slug }));
    if ((isNew && labels == null) || labels?.length === 0) {
      return [error(UserErrorCode.REQUIRED, ['labels'], 'A topic needs a label in at least one language.')];
    }
    for (const [field, slugs] of Object.entries({ broaderSlugs, relatedSlugs })) {
      const [unknown] = await unknownTopics(tx, slugs ?? []);
      if (unknown) return [error(UserErrorCode.NOT_FOUND, [field], unknown.message)];
    }
    const circle = await findBroaderCircle(tx, [{ slug, broader: broaderSlugs ?? [] }], { replaces: slug });
    if (!circle) return [];
    const message = `No topic is part of itself: ${circle.join(' is part of ')}. Remove one of these relations.`;
    return [error(UserErrorCode.CONFLICT, ['broaderSlugs'], message)];
  }
}

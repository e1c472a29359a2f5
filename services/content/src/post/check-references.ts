import { type Identity, isAllowed, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { detailsField } from '../details/check-details';
import { EventSeries } from '../event/event-series.entity';
import { isKnownSubject } from '../projection/known-name.store';
import { unknownTopics } from '../topic/tagging.store';
import type { NewPost } from './new-post';
import { Post } from './post.entity';
import { PostKind } from './post.enums';
import { onlyVisible } from './post.visibility';

/** References of a post to organisations and persons, each with its path in the input. */
const subjectsOf = (post: NewPost): { readonly id: string; readonly field: readonly string[] }[] => {
  const field = detailsField(post.kind);
  const listed = (ids: readonly string[] | undefined, name: string) =>
    (ids ?? []).map((id, index) => ({ id, field: [...field, name, `${index}`] }));
  if (post.kind === PostKind.GOOD_PRACTICE) return listed(post.details?.organisationIds, 'organisationIds');
  if (post.kind !== PostKind.EVENT) return [];
  const ofSpeakers = (post.details.speakers ?? []).flatMap(({ personId, organisationId }, index) => [
    ...(personId == null ? [] : [{ id: personId, field: [...field, 'speakers', `${index}`, 'personId'] }]),
    ...(organisationId == null
      ? []
      : [{ id: organisationId, field: [...field, 'speakers', `${index}`, 'organisationId'] }]),
  ]);
  return [...listed(post.details.organiserIds, 'organiserIds'), ...ofSpeakers];
};

const notFound = (field: readonly string[], message: string): UserError =>
  new UserError(UserErrorCode.NOT_FOUND, message, [...field]);

/** Checks what a post refers to, as the caller sees it. What `before` refers to already is accepted. */
class ReferenceCheck {
  readonly errors: UserError[] = [];

  constructor(
    private readonly tx: EntityManager,
    private readonly identity: Identity,
    private readonly before: NewPost | null,
  ) {}

  async topics({ topicSlugs = [] }: NewPost): Promise<void> {
    for (const { slug, message } of await unknownTopics(this.tx, topicSlugs)) {
      this.errors.push(notFound(['topicSlugs', `${topicSlugs.indexOf(slug)}`], message));
    }
  }

  async subjects(post: NewPost): Promise<void> {
    const known = new Set(this.before ? subjectsOf(this.before).map(({ id }) => id) : []);
    const added = subjectsOf(post).filter(({ id }) => !known.has(id));
    for (const { id, field } of added) {
      const isPerson = field.at(-1) === 'personId';
      if (await isKnownSubject(this.tx, id, isPerson ? 'person' : 'org')) continue;
      const what = isPerson ? 'person' : 'organisation';
      this.errors.push(notFound(field, `There is no ${what} with this id.`));
    }
  }

  async event({ kind, details }: NewPost): Promise<void> {
    const field = detailsField(kind);
    if (kind === PostKind.ARTICLE && details?.reportsOnId != null) {
      if (this.before?.kind === kind && this.before.details?.reportsOnId === details.reportsOnId) return;
      const query = this.tx.createQueryBuilder(Post, 'post').where('post.id = :id', { id: details.reportsOnId });
      const event = await onlyVisible(query, this.identity).getOne();
      if (event?.kind === PostKind.EVENT) return;
      this.errors.push(notFound([...field, 'reportsOnId'], 'There is no event with this id.'));
    }
    if (kind !== PostKind.EVENT || details.seriesId == null) return;
    if (await this.tx.existsBy(EventSeries, { id: details.seriesId })) return;
    this.errors.push(notFound([...field, 'seriesId'], 'There is no event series with this id.'));
  }

  /** A member speaks for the organisation that has confirmed them, and for no other. */
  organisations(post: NewPost): void {
    this.ownOrganisation(post.writtenForId, this.before?.writtenForId, ['writtenForId']);
    if (post.kind !== PostKind.CHALLENGE) return;
    const before = this.before?.kind === PostKind.CHALLENGE ? this.before.details.hostId : null;
    this.ownOrganisation(post.details.hostId, before, [...detailsField(post.kind), 'hostId']);
  }

  private ownOrganisation(id: string | null | undefined, before: string | null | undefined, field: readonly string[]) {
    if (id == null || id === before || id === this.identity.organisationId) return;
    if (isAllowed(this.identity, 'UPDATE_EVERY_POST')) return;
    const message = 'You can only speak for an organisation that has confirmed you as its member.';
    this.errors.push(new UserError(UserErrorCode.FORBIDDEN, message, [...field]));
  }
}

/** What is wrong with the topics, events, organisations and persons that a post refers to. `before` is the post as it was. */
export const checkReferences = async (
  tx: EntityManager,
  identity: Identity,
  post: NewPost,
  before: NewPost | null,
): Promise<readonly UserError[]> => {
  const check = new ReferenceCheck(tx, identity, before);
  await check.topics(post);
  await check.subjects(post);
  await check.event(post);
  check.organisations(post);
  return check.errors;
};

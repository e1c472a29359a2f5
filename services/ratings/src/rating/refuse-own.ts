import { createMergeLoaders, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Affiliation } from '../projection/affiliation.entity';
import type { Subject } from '../subject/subject.entity';

/**
 * Whether a member works for an organisation, or for one that it is one with: their affiliation was confirmed. The caller's identity may know it earlier
 * than the events of membership, and the events earlier than an access token.
 */
export const worksFor = async (
  db: EntityManager,
  { memberId, organisationId: ownId }: Identity,
  organisationId: string,
): Promise<boolean> => {
  if (memberId === null) return false;
  const ids = await createMergeLoaders(db).idsOfSubject(organisationId);
  if (ids.some((id) => id === ownId)) return true;
  return db.existsBy(Affiliation, { memberId, organisationId: In([...ids]) });
};

/** Why the caller cannot rate a subject: it is their own post, or the organisation that they work for. Null if they can. */
export const refuseOwn = async (
  db: EntityManager,
  identity: Identity,
  { id, authorId }: Pick<Subject, 'id' | 'authorId'>,
): Promise<UserError | null> => {
  if (authorId !== null && authorId === identity.memberId) {
    return new UserError(UserErrorCode.FORBIDDEN, 'You wrote this post: others rate it.', ['subjectId']);
  }
  if (await worksFor(db, identity, id)) {
    const message = 'You work for this organisation: others rate it. You can answer their ratings.';
    return new UserError(UserErrorCode.FORBIDDEN, message, ['subjectId']);
  }
  return null;
};

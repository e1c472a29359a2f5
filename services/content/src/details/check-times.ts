import { UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { NewPost } from '../post/new-post';
import { PostKind } from '../post/post.enums';
import { detailsField } from './check-details';

const error = (code: UserErrorCode, name: string, message: string): UserError =>
  new UserError(code, message, [...detailsField(PostKind.CHALLENGE), name]);

/** What of a challenge's times and outcome is not possible now, by the clock of the database. `before` is the post as it was. */
export const checkTimes = async (
  tx: EntityManager,
  { kind, details }: NewPost,
  before: NewPost | null,
): Promise<readonly UserError[]> => {
  if (kind !== PostKind.CHALLENGE) return [];
  const [row] = await tx.query<{ now: Date }[]>('SELECT clock_timestamp() AS now');
  const now = row?.now ?? new Date();
  const stored = before?.kind === kind ? before.details : null;
  const { closesAt = null, outcome = null } = details;
  const errors: UserError[] = [];
  if (closesAt && closesAt <= now && closesAt.getTime() !== stored?.closesAt?.getTime()) {
    errors.push(error(UserErrorCode.INVALID, 'closesAt', 'This moment is over: give one in the future, or none.'));
  }
  if (outcome !== null && outcome !== (stored?.outcome ?? null) && (!closesAt || closesAt > now)) {
    const message = 'The outcome is written when the time for answers is over: set `closesAt`, and wait until then.';
    errors.push(error(UserErrorCode.LOCKED, 'outcome', message));
  }
  return errors;
};

import { authorise, idPrefix, UserErrorCode } from '@wizness/kernel';
import { FactInputReader } from '../../fact/command/read-fact-input';
import type { CommandContext } from '../command/subject-commands';
import type { RejectDuplicateInput, RejectDuplicatePayload } from './duplicate.types';

const { INVALID, NOT_FOUND } = UserErrorCode;

/**
 * Records that two subjects are not one. User errors: NOT_FOUND for an id of nothing, INVALID for one subject twice, also by a
 * merge, and for different kinds. Throws UNAUTHENTICATED or FORBIDDEN.
 */
export const rejectDuplicate = async (
  context: CommandContext,
  input: RejectDuplicateInput,
): Promise<RejectDuplicatePayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const reader = new FactInputReader(context.loaders);
  const reason = reader.reason(input.reason);
  const { aId, bId } = input;
  const [a = null, b = null] = await context.loaders.subjectById.loadMany([aId, bId]);
  if (!a) reader.refuse(NOT_FOUND, 'There is nothing with this id.', ['aId']);
  if (!b) reader.refuse(NOT_FOUND, 'There is nothing with this id.', ['bId']);
  if (a && b && a.id === b.id) {
    reader.refuse(INVALID, 'Both are one. Undo the merge first, or give another id.', ['bId']);
  }
  if (a && b && idPrefix(aId) !== idPrefix(bId)) {
    reader.refuse(INVALID, 'They are of different kinds.', ['bId']);
  }
  if (reader.userErrors.length > 0) return { a: null, b: null, userErrors: reader.userErrors };
  await context.duplicates.reject([aId, bId], { memberId, reason });
  return { a, b, userErrors: [] };
};

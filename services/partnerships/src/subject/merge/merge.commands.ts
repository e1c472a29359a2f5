import { authorise, UserErrorCode } from '@wizness/kernel';
import { FactInputReader } from '../../fact/command/read-fact-input';
import type { CommandContext } from '../command/subject-commands';
import type {
  MergeSubjectsInput,
  MergeSubjectsPayload,
  UnmergeSubjectInput,
  UnmergeSubjectPayload,
} from './merge.types';

const { REQUIRED, TOO_LONG } = UserErrorCode;
const MOST_DUPLICATES = 20;

/** The subject as it is after a change: the loaders of the caller have what was before. */
const readAgain = (context: CommandContext, id: string) =>
  context.inTransaction((tx) => tx.loaders.subjectById.load(id));

/** Merges subjects into one. See {@link MergeStore.merge}. Throws UNAUTHENTICATED or FORBIDDEN. */
export const mergeSubjects = async (
  context: CommandContext,
  input: MergeSubjectsInput,
): Promise<MergeSubjectsPayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const { survivorId, duplicateIds } = input;
  const reader = new FactInputReader(context.loaders);
  const reason = reader.reason(input.reason);
  if (duplicateIds.length === 0) reader.refuse(REQUIRED, 'Give at least one id.', ['duplicateIds']);
  if (duplicateIds.length > MOST_DUPLICATES) reader.refuse(TOO_LONG, 'Give at most 20 ids.', ['duplicateIds']);
  if (reader.userErrors.length > 0) return { subject: null, userErrors: reader.userErrors };
  const userErrors = await context.merges.merge({ survivorId, duplicateIds, reason }, memberId);
  return { subject: userErrors.length > 0 ? null : await readAgain(context, survivorId), userErrors };
};

/** Undoes one merge. See {@link MergeStore.unmerge}. Throws UNAUTHENTICATED or FORBIDDEN. */
export const unmergeSubject = async (
  context: CommandContext,
  input: UnmergeSubjectInput,
): Promise<UnmergeSubjectPayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const reader = new FactInputReader(context.loaders);
  const reason = reader.reason(input.reason);
  if (reader.userErrors.length > 0) return { subject: null, userErrors: reader.userErrors };
  const userErrors = await context.merges.unmerge(input.id, reason, memberId);
  return { subject: userErrors.length > 0 ? null : await readAgain(context, input.id), userErrors };
};

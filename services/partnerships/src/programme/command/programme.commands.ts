import { authorise, UserErrorCode } from '@wizness/kernel';
import { FactInputReader } from '../../fact/command/read-fact-input';
import { type CommandContext, createNamed, outcomeErrors } from '../../subject/command/subject-commands';
import type { CreateProgrammePayload, UpdateProgrammePayload } from '../../subject/command/subject-payloads.types';
import type { CreateProgrammeInput, UpdateProgrammeInput } from './programme-input.types';

const { CONFLICT, NOT_FOUND } = UserErrorCode;

/** Refuses a partnership and a parent that do not exist. */
const checkReferences = async (
  { loaders }: CommandContext,
  reader: FactInputReader,
  { partnershipId, parentId }: Pick<CreateProgrammeInput, 'partnershipId' | 'parentId'>,
): Promise<void> => {
  if (partnershipId != null && !(await loaders.partnershipById.load(partnershipId))) {
    reader.refuse(NOT_FOUND, 'There is no partnership with this id.', ['partnershipId']);
  }
  if (parentId != null && !(await loaders.programmeById.load(parentId))) {
    reader.refuse(NOT_FOUND, 'There is no programme with this id.', ['parentId']);
  }
};

/**
 * Creates a programme. User errors: those of the name and the citations, NOT_FOUND for what it refers to, ALREADY_EXISTS for
 * the name of another one. Throws UNAUTHENTICATED or FORBIDDEN.
 */
export const createProgramme = async (
  context: CommandContext,
  input: CreateProgrammeInput,
): Promise<CreateProgrammePayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const { status, partnershipId, parentId } = input;
  const reader = new FactInputReader(context.loaders);
  const name = reader.line(input.name, 'name');
  const citations = await reader.citations(input.citations);
  await checkReferences(context, reader, input);
  if (reader.userErrors.length > 0) return { programme: null, userErrors: reader.userErrors };
  const creation = { memberId, mutation: 'createProgramme', key: input.idempotencyKey, input };
  const { id, userErrors } = await context.inTransaction((tx) =>
    tx.subjects.createOnce(creation, async () => {
      const homonyms = await tx.programmes.idsNamed(name);
      return createNamed(tx, { memberId, name, citations, homonyms, distinct: input.distinct }, (identity) =>
        tx.programmes.register({ names: [name], status, partnershipId, parentId, identity }),
      );
    }),
  );
  return { programme: id === null ? null : await context.loaders.programmeById.load(id), userErrors };
};

/** Changes a programme. A parent that is a part of it is refused with CONFLICT. Throws UNAUTHENTICATED or FORBIDDEN. */
export const updateProgramme = async (
  context: CommandContext,
  input: UpdateProgrammeInput,
): Promise<UpdateProgrammePayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const { id, expectedVersion, status, partnershipId, parentId } = input;
  const { programmeById } = context.loaders;
  const programme = await programmeById.load(id);
  const reader = new FactInputReader(context.loaders);
  const name = input.name == null ? undefined : reader.line(input.name, 'name');
  const reason = reader.reason(input.reason);
  await checkReferences(context, reader, input);
  if (!programme) return { programme, userErrors: outcomeErrors('NOT_FOUND') };
  if (reader.userErrors.length > 0) return { programme: null, userErrors: reader.userErrors };
  const outcome = await context.inTransaction((tx) =>
    tx.subjects.change({ id, expectedVersion, memberId, reason }, async () => {
      const cycle = parentId == null ? null : await tx.programmes.cycleWith(id, parentId);
      if (cycle !== null) {
        reader.refuse(CONFLICT, cycle, ['parentId']);
        return false;
      }
      return tx.programmes.update(id, { name, status: status ?? undefined, partnershipId, parentId });
    }),
  );
  const current = await programmeById.clear(id).load(id);
  const isRefused = reader.userErrors.length > 0;
  return { programme: isRefused ? null : current, userErrors: [...outcomeErrors(outcome), ...reader.userErrors] };
};

import { authorise } from '@wizness/kernel';
import { FactInputReader } from '../../fact/command/read-fact-input';
import { type CommandContext, createNamed, outcomeErrors } from '../../subject/command/subject-commands';
import type { CreatePartnershipPayload, UpdatePartnershipPayload } from '../../subject/command/subject-payloads.types';
import type { CreatePartnershipInput, UpdatePartnershipInput } from './partnership-input.types';

/**
 * Creates a partnership. User errors: those of the texts and the citations, ALREADY_EXISTS for the name of another one.
 * Throws UNAUTHENTICATED or FORBIDDEN.
 */
export const createPartnership = async (
  context: CommandContext,
  input: CreatePartnershipInput,
): Promise<CreatePartnershipPayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const reader = new FactInputReader(context.loaders);
  const name = reader.line(input.name, 'name');
  const theme = input.theme == null ? null : reader.line(input.theme, 'theme');
  const citations = await reader.citations(input.citations);
  if (reader.userErrors.length > 0) return { partnership: null, userErrors: reader.userErrors };
  const creation = { memberId, mutation: 'createPartnership', key: input.idempotencyKey, input };
  const { id, userErrors } = await context.inTransaction((tx) =>
    tx.subjects.createOnce(creation, async () => {
      const homonyms = await tx.partnerships.idsNamed(name);
      return createNamed(tx, { memberId, name, citations, homonyms, distinct: input.distinct }, (identity) =>
        tx.partnerships.register({ name, kind: input.kind, theme, identity }),
      );
    }),
  );
  return { partnership: id === null ? null : await context.loaders.partnershipById.load(id), userErrors };
};

/** Changes a partnership. Throws UNAUTHENTICATED or FORBIDDEN. */
export const updatePartnership = async (
  context: CommandContext,
  input: UpdatePartnershipInput,
): Promise<UpdatePartnershipPayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const { id, expectedVersion, kind } = input;
  const { partnershipById } = context.loaders;
  const partnership = await partnershipById.load(id);
  const reader = new FactInputReader(context.loaders);
  const name = input.name == null ? undefined : reader.line(input.name, 'name');
  const theme = input.theme == null ? input.theme : reader.line(input.theme, 'theme');
  const reason = reader.reason(input.reason);
  if (!partnership) return { partnership, userErrors: outcomeErrors('NOT_FOUND') };
  if (reader.userErrors.length > 0) return { partnership: null, userErrors: reader.userErrors };
  const outcome = await context.inTransaction((tx) =>
    tx.subjects.change({ id, expectedVersion, memberId, reason }, () =>
      tx.partnerships.update(id, { name, kind: kind ?? undefined, theme }),
    ),
  );
  return { partnership: await partnershipById.clear(id).load(id), userErrors: outcomeErrors(outcome) };
};

import { authorise } from '@wizness/kernel';
import { FactInputReader } from '../../fact/command/read-fact-input';
import {
  type CommandContext,
  createNamed,
  MAX_CANDIDATES,
  mergedErrors,
  outcomeErrors,
} from '../../subject/command/subject-commands';
import type { CreatePersonPayload, UpdatePersonPayload } from '../../subject/command/subject-payloads.types';
import type { CreatePersonInput, UpdatePersonInput } from './person-input.types';

/**
 * Creates a person. User errors: those of the name and the citations, ALREADY_EXISTS for the name of another person. Throws
 * UNAUTHENTICATED or FORBIDDEN.
 */
export const createPerson = async (context: CommandContext, input: CreatePersonInput): Promise<CreatePersonPayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const reader = new FactInputReader(context.loaders);
  const name = reader.line(input.name, 'name');
  const citations = await reader.citations(input.citations);
  if (reader.userErrors.length > 0) return { person: null, candidates: [], userErrors: reader.userErrors };
  let homonyms: readonly string[] = [];
  const creation = { memberId, mutation: 'createPerson', key: input.idempotencyKey, input };
  const { id, userErrors } = await context.inTransaction((tx) =>
    tx.subjects.createOnce(creation, async () => {
      homonyms = await tx.people.idsNamed(name);
      return createNamed(tx, { memberId, name, citations, homonyms, distinct: input.distinct }, (identity) =>
        tx.people.register({ name, identity }),
      );
    }),
  );
  const { personById } = context.loaders;
  const candidates = await Promise.all(homonyms.slice(0, MAX_CANDIDATES).map((each) => personById.load(each)));
  return {
    person: id === null ? null : await personById.load(id),
    candidates: candidates.filter((person) => person !== null),
    userErrors,
  };
};

/** Changes the name of a person. Throws UNAUTHENTICATED or FORBIDDEN. */
export const updatePerson = async (context: CommandContext, input: UpdatePersonInput): Promise<UpdatePersonPayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const { id, expectedVersion } = input;
  const { personById } = context.loaders;
  const person = await personById.load(id);
  const reader = new FactInputReader(context.loaders);
  const name = reader.line(input.name, 'name');
  const reason = reader.reason(input.reason);
  if (!person) return { person, userErrors: outcomeErrors('NOT_FOUND') };
  const errors = [...mergedErrors(id, person), ...reader.userErrors];
  if (errors.length > 0) return { person: null, userErrors: errors };
  const outcome = await context.inTransaction((tx) =>
    tx.subjects.change({ id, expectedVersion, memberId, reason }, () => tx.people.rename(id, name)),
  );
  return { person: await personById.clear(id).load(id), userErrors: outcomeErrors(outcome) };
};

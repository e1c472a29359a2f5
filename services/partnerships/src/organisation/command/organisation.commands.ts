import { authorise, created, notCreated, UserError, UserErrorCode } from '@wizness/kernel';
import { RECORDED } from '../../fact/command/fact.commands';
import { FactInputReader } from '../../fact/command/read-fact-input';
import {
  type CommandContext,
  MAX_CANDIDATES,
  mergedErrors,
  nameExists,
  outcomeErrors,
} from '../../subject/command/subject-commands';
import type {
  CreateOrganisationPayload,
  UpdateOrganisationPayload,
} from '../../subject/command/subject-payloads.types';
import type { CreateOrganisationInput, UpdateOrganisationInput } from './organisation-input.types';
import { type CitedName, readIdentifiers, readNames } from './read-organisation-input';

const { ALREADY_EXISTS, CONFLICT, INVALID, NOT_FOUND, REQUIRED } = UserErrorCode;

const identifierExists = (ids: readonly string[]): UserError =>
  new UserError(ALREADY_EXISTS, `One of the numbers belongs to ${ids.join(', ')}. Use it, or correct the number.`, [
    'identifiers',
  ]);

const checkUrl = (reader: FactInputReader, homepage: string | null | undefined): void => {
  if (homepage != null && homepage.length > 2000) reader.refuse(INVALID, 'Use at most 2,000 characters.', ['homepage']);
};

/** Cites names by the ids of their rows, in their order. */
const citeNames = async (
  tx: CommandContext,
  nameIds: readonly string[],
  names: readonly CitedName[],
): Promise<void> => {
  const all = names.map(({ citations }, index) => ({
    cited: { organisationNameId: nameIds[index] ?? '' },
    documentKey: RECORDED,
    citations,
  }));
  await tx.sources.cite(all);
};

/**
 * Creates an organisation. User errors: those of names, citations and numbers; ALREADY_EXISTS for a name or a number of
 * another one, with the candidates. Throws UNAUTHENTICATED or FORBIDDEN.
 */
export const createOrganisation = async (
  context: CommandContext,
  input: CreateOrganisationInput,
): Promise<CreateOrganisationPayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const { kind, homepage } = input;
  const reader = new FactInputReader(context.loaders);
  if (input.names.length === 0) reader.refuse(REQUIRED, 'Give at least one name.', ['names']);
  const names = await readNames(reader, input.names, 'names');
  const identifiers = readIdentifiers(reader, input.identifiers ?? []);
  const country = reader.country(input.country) ?? null;
  checkUrl(reader, homepage);
  if (reader.userErrors.length > 0) return { organisation: null, candidates: [], userErrors: reader.userErrors };
  let found: readonly string[] = [];
  const creation = { memberId, mutation: 'createOrganisation', key: input.idempotencyKey, input };
  const { id, userErrors } = await context.inTransaction((tx) =>
    tx.subjects.createOnce(creation, async () => {
      const { byIdentifier, byName } = await tx.organisations.similarTo(names, identifiers);
      found = [...new Set([...byIdentifier, ...byName])];
      if (byIdentifier.length > 0) return notCreated(identifierExists(byIdentifier));
      if (byName.length > 0 && !input.distinct) return nameExists('names', byName);
      const identity = { distinctFromIds: byName };
      const organisation = { kind, names, homepage, country, identifiers, identity };
      const registered = await tx.organisations.register(organisation);
      await tx.subjects.createdBy(registered.id, memberId);
      await citeNames(tx, registered.nameIds, names);
      return created(registered.id);
    }),
  );
  const { organisationById } = context.loaders;
  const candidates = await Promise.all(found.slice(0, MAX_CANDIDATES).map((each) => organisationById.load(each)));
  return {
    organisation: id === null ? null : await organisationById.load(id),
    candidates: candidates.filter((organisation) => organisation !== null),
    userErrors,
  };
};

/**
 * Changes an organisation. User errors: those of names, citations and numbers; ALREADY_EXISTS for a number of another one,
 * CONFLICT for a parent that is a part of it. Throws UNAUTHENTICATED or FORBIDDEN.
 */
export const updateOrganisation = async (
  context: CommandContext,
  input: UpdateOrganisationInput,
): Promise<UpdateOrganisationPayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const { id, expectedVersion, kind, homepage, parentId } = input;
  const { organisationById } = context.loaders;
  const organisation = await organisationById.load(id);
  const reader = new FactInputReader(context.loaders);
  const names = await readNames(reader, input.addNames ?? [], 'addNames');
  const identifiers = input.identifiers ? readIdentifiers(reader, input.identifiers) : undefined;
  const country = reader.country(input.country);
  const reason = reader.reason(input.reason);
  checkUrl(reader, homepage);
  const parent = parentId == null ? null : await organisationById.load(parentId);
  if (parentId != null && !parent) reader.refuse(NOT_FOUND, 'There is no organisation with this id.', ['parentId']);
  if (!organisation) return { organisation, userErrors: outcomeErrors('NOT_FOUND') };
  reader.userErrors.push(...mergedErrors(id, organisation));
  if (reader.userErrors.length > 0) return { organisation: null, userErrors: reader.userErrors };
  const outcome = await context.inTransaction((tx) =>
    tx.subjects.change({ id, expectedVersion, memberId, reason }, async () => {
      const { byIdentifier } = await tx.organisations.similarTo([], identifiers ?? []);
      const others = byIdentifier.filter((each) => each !== id);
      if (others.length > 0) reader.userErrors.push(identifierExists(others));
      const cycle = parent && (await tx.organisations.cycleWith(id, parent.id));
      if (cycle) reader.refuse(CONFLICT, cycle, ['parentId']);
      if (reader.userErrors.length > 0) return false;
      const changes = { kind: kind ?? undefined, homepage, country, parentId: parent?.id ?? parentId };
      const { changed, nameIds } = await tx.organisations.update(id, { ...changes, addNames: names, identifiers });
      if (nameIds.length > 0) await citeNames(tx, nameIds, names);
      return changed;
    }),
  );
  const isRefused = reader.userErrors.length > 0;
  const current = await organisationById.clear(id).load(id);
  return { organisation: isRefused ? null : current, userErrors: [...outcomeErrors(outcome), ...reader.userErrors] };
};

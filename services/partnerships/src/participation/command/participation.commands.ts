import { authorise, created, idPrefix, notCreated, UserError, UserErrorCode } from '@wizness/kernel';
import { STRUCTURAL_PROPERTIES, STRUCTURAL_UNITS } from '../../claims/write/structural-properties';
import { RECORDED } from '../../fact/command/fact.commands';
import { FactInputReader } from '../../fact/command/read-fact-input';
import type { NewFact } from '../../fact/record/new-fact';
import type { CommandContext } from '../../subject/command/subject-commands';
import type { RecordParticipationPayload } from '../../subject/command/subject-payloads.types';
import type { RecordParticipationInput } from './participation-input.types';

const { CONFLICT, INVALID, LOCKED, NOT_FOUND, REQUIRED, STALE_VERSION } = UserErrorCode;

/** Dimension with the role, in the fact of a participation. */
const ROLE = 'role';

/** What is stated, as the fact that is recorded of it. */
type Statement = Pick<NewFact, 'subjectId' | 'property' | 'value' | 'presence' | 'validFrom' | 'validTo'> &
  Pick<NewFact, 'dimensions' | 'citations'> & {
    readonly organisationId: string | null;
    readonly collective: string | null;
    readonly limits: NonNullable<NewFact['dimensions']>;
  };

const COUNTED = { key: 'collective_participation', unitCode: 'participant' } as const;

const readStatement = async (
  { loaders }: CommandContext,
  reader: FactInputReader,
  input: RecordParticipationInput,
): Promise<Statement> => {
  const { organisationId = null, inId, count, role } = input;
  const isIn = ['programme', 'partnership'].includes(idPrefix(inId) ?? '') && (await loaders.subjectById.load(inId));
  if (!isIn) reader.refuse(NOT_FOUND, 'There is no programme or partnership with this id.', ['inId']);
  const organisation = organisationId === null ? null : await loaders.organisationById.load(organisationId);
  if (organisationId !== null && !organisation) {
    reader.refuse(NOT_FOUND, 'There is no organisation with this id.', ['organisationId']);
  }
  const collective = input.collective == null ? null : reader.line(input.collective, 'collective');
  if (organisationId === null && collective === null) {
    reader.refuse(REQUIRED, 'Give an organisation, or the words for a collective.', ['organisationId']);
  }
  if (organisationId !== null && collective !== null) {
    reader.refuse(INVALID, 'Give an organisation or a collective, not both.', ['collective']);
  }
  if (organisationId !== null && count) {
    reader.refuse(INVALID, 'Only a collective has a size. Leave it out.', ['count']);
  }
  const limits = reader.dimensions(input.dimensions) ?? {};
  if (ROLE in limits) reader.refuse(INVALID, 'Give the role in `role`, not as a dimension.', ['dimensions']);
  const citations = await reader.citations(input.citations);
  const raw = citations[0]?.quote ?? '';
  const size = count ? reader.quantity(count, COUNTED, raw, ['count']) : null;
  const validFrom = reader.date(input.sinceEdtf, 'sinceEdtf') ?? null;
  const validTo = reader.date(input.untilEdtf, 'untilEdtf') ?? null;
  reader.period({ since: validFrom, until: validTo }, 'untilEdtf');
  const value = organisationId === null ? size : ({ kind: 'ENTITY', entityId: organisationId, raw } as const);
  return {
    ...{ subjectId: inId, organisationId, collective, limits, citations, validFrom, validTo, value },
    property: organisationId === null ? COUNTED.key : 'participation',
    presence: value ? 'VALUE' : 'UNKNOWN',
    dimensions: { ...limits, [ROLE]: role },
  };
};

/** The row of a participation that a fact states. */
const participationOf = async ({ loaders }: CommandContext, inId: string, factId: string) => {
  const ofKind =
    idPrefix(inId) === 'programme' ? loaders.participationsByProgrammeId : loaders.participationsByPartnershipId;
  return (await ofKind.load(inId)).find((each) => each.factId === factId) ?? null;
};

/** Gives the fact of a participation a new version. */
const revise = async (
  context: CommandContext,
  reader: FactInputReader,
  input: RecordParticipationInput & { readonly factId: string },
  { organisationId, collective, limits, ...stated }: Statement,
  recordedById: string,
): Promise<RecordParticipationPayload> => {
  const { factId, expectedVersion, inId, role } = input;
  const reason = reader.reason(input.reason ?? '');
  if (expectedVersion == null) reader.refuse(REQUIRED, 'Give the version that you have read.', ['expectedVersion']);
  const stating = await participationOf(context, inId, factId);
  const known = await context.loaders.factById.load(factId);
  if (!known) reader.refuse(NOT_FOUND, 'There is no fact with this id.', ['factId']);
  else if (known.knownTo === null && !stating) {
    reader.refuse(CONFLICT, 'This fact states no participation in `inId`.', ['factId']);
  }
  if (reader.userErrors.length > 0) return { participation: null, userErrors: reader.userErrors };
  const about = { organisationId, collective, role, dimensions: limits };
  const revision = await context.inTransaction(async (tx) => {
    const fact = { id: factId, expectedVersion: expectedVersion ?? null };
    const revised = await tx.facts.revise(fact, (claim) => ({ ...claim, ...stated, reason, recordedById }));
    if (revised.outcome === 'DONE') await tx.participations.restate(revised.id, about);
    return revised;
  });
  // Read in a new transaction: the loaders of the caller have what was before.
  const current = await context.inTransaction((tx) => participationOf(tx, inId, revision.id ?? factId));
  if (revision.outcome === 'DONE') return { participation: current, userErrors: [] };
  const isStale = revision.outcome === 'STALE_VERSION';
  const message = isStale ? 'It was changed in the meantime. Read it again.' : 'The fact is retracted.';
  const error = new UserError(isStale ? STALE_VERSION : LOCKED, message, [isStale ? 'expectedVersion' : 'factId']);
  return { participation: current, userErrors: [error] };
};

/**
 * Records that an organisation or a collective takes part in something, as a proposed fact, or a new version of that. User
 * errors: those of the input; ALREADY_EXISTS if a current fact states the same participation; STALE_VERSION, LOCKED if the
 * fact is retracted. Throws UNAUTHENTICATED or FORBIDDEN.
 */
export const recordParticipation = async (
  context: CommandContext,
  input: RecordParticipationInput,
): Promise<RecordParticipationPayload> => {
  const memberId = authorise(context.identity, 'RECORD_FACTS');
  const { factId, inId, role } = input;
  const reader = new FactInputReader(context.loaders);
  const statement = await readStatement(context, reader, input);
  if (factId != null) return revise(context, reader, { ...input, factId }, statement, memberId);
  if (reader.userErrors.length > 0) return { participation: null, userErrors: reader.userErrors };
  const { organisationId, collective, limits, ...stated } = statement;
  const creation = { memberId, mutation: 'recordParticipation', key: input.idempotencyKey, input };
  const { id, userErrors } = await context.inTransaction((tx) =>
    tx.subjects.createOnce(creation, async () => {
      const about = { organisationId, collective, inId, role, dimensions: limits };
      const existing = await tx.participations.currentFactOf(about);
      if (existing !== null) {
        const message = `The fact ${existing} states it already. Give its id as \`factId\` to change it.`;
        return notCreated(new UserError(UserErrorCode.ALREADY_EXISTS, message, ['organisationId']));
      }
      await tx.properties.defineMissing({ properties: STRUCTURAL_PROPERTIES, units: STRUCTURAL_UNITS });
      const { id: stating } = await tx.facts.record({
        ...{ document: RECORDED, claim: tx.facts.newClaim(), measure: 'STATEMENT' },
        ...{ ...stated, status: 'PROPOSED', recordedById: memberId },
      });
      const { validFrom: since, validTo: until } = stated;
      await tx.participations.register({ ...about, since, until, factId: stating });
      return created(stating);
    }),
  );
  return { participation: id === null ? null : await participationOf(context, inId, id), userErrors };
};

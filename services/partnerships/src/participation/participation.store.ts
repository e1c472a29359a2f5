import { badUserInput, type FuzzyDate, idPrefix, type Clock } from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { FactStatus } from '../fact/fact.enums';
import { isOutdated } from '../subject/fact-backed';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { withRegistrationLock } from '../subject/registration-lock';
import type { DimensionValues } from '../subject/subject.types';
import { Participation } from './participation.entity';
import type { ParticipationRole } from './participation.enums';

export interface NewParticipation {
  /** Null for a collective without a known organisation. */
  readonly organisationId: string | null;
  /** The words for the collective. Null with `organisationId`. */
  readonly collective?: string | null;
  /** Id of a programme or of a partnership. */
  readonly inId: string;
  readonly role: ParticipationRole;
  readonly since?: FuzzyDate | null;
  readonly until?: FuzzyDate | null;
  readonly dimensions?: DimensionValues;
  /** The fact that states it. */
  readonly factId: string;
}

const parentOf = (inId: string): { programmeId: string } | { partnershipId: string } => {
  const prefix = idPrefix(inId);
  if (prefix === 'programme') return { programmeId: inId };
  if (prefix === 'partnership') return { partnershipId: inId };
  throw badUserInput(`"${inId}" is neither a programme nor a partnership. Give the id of one of these.`);
};

const areEqual = (a: DimensionValues, b: DimensionValues): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((name) => a[name] === b[name]);

type About = Pick<NewParticipation, 'organisationId' | 'collective' | 'inId' | 'role' | 'dimensions'>;

/** The row of the same organisation in the same role; for a collective with the same words. Null if there is none. */
const findSame = async (
  tx: EntityManager,
  { organisationId, collective = null, inId, role, dimensions = {} }: About,
): Promise<Participation | null> => {
  const candidates = await tx.find(Participation, {
    where: { ...parentOf(inId), role, organisationId: organisationId ?? IsNull() },
    order: { id: 'ASC' },
  });
  const isSame = (each: Participation): boolean =>
    each.collective === collective && areEqual(each.dimensionValues, dimensions);
  return candidates.find(isSame) ?? null;
};

export class ParticipationStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Records that an organisation takes or took part in a programme or partnership. The same organisation in the same
   * role (for a collective: with the same words and dimensions) is one participation. It keeps its first fact while that fact is
   * current. Throws BAD_USER_INPUT if `inId` is neither a programme nor a partnership.
   */
  async register(participation: NewParticipation): Promise<MergeResult> {
    const { organisationId, inId, role, since = null, until = null, dimensions = {}, factId } = participation;
    const { collective = null } = participation;
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const existing = await findSame(tx, participation);
      if (!existing) {
        const stated = { organisationId, collective, role, since, until, dimensionValues: dimensions, factId };
        const { identifiers } = await tx.insert(Participation, { ...parentOf(inId), ...stated });
        return { id: String(identifiers[0]?.['id']), created: true, changed: true, differences: [] };
      }
      if (await isOutdated(tx, existing, participation)) {
        await tx.update(Participation, existing.id, { since, until, factId });
        return { id: existing.id, created: false, changed: true, differences: [] };
      }
      const { filled, differences } = fillUnknown(existing, { since, until });
      if (isFilled(filled)) await tx.update(Participation, existing.id, filled);
      return { id: existing.id, created: false, changed: isFilled(filled), differences };
    });
  }

  /** Id of the current fact that states the same participation. Null if there is none, or if it is retracted. */
  async currentFactOf(about: About): Promise<string | null> {
    const row = await findSame(this.db, about);
    const fact = row && (await this.db.findOneByOrFail(Fact, { id: row.factId }));
    return fact?.knownTo === null && fact.status !== FactStatus.RETRACTED ? fact.id : null;
  }

  /** Changes what a fact states, after the fact has a new version. */
  async restate(
    factId: string,
    { organisationId, collective, role, dimensions = {} }: Omit<About, 'inId'>,
  ): Promise<void> {
    const row = { organisationId, collective: collective ?? null, role, dimensionValues: dimensions };
    await this.db.update(Participation, { factId }, row);
  }
}

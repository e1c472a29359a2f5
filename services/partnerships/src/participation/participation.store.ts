import { badUserInput, type FuzzyDate, idPrefix } from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import { registering } from '../subject/registration-lock';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { isOutdated } from '../subject/fact-backed';
import type { DimensionValues } from '../subject/subject.types';
import { Participation, type ParticipationRole } from './participation.entity';

export interface NewParticipation {
  /** Null for a collective of which no single organisation is known: `dimensions` tell which. */
  readonly organisationId: string | null;
  /** Id of a programme or of a partnership. */
  readonly inId: string;
  readonly role: ParticipationRole;
  readonly since?: FuzzyDate | null;
  readonly until?: FuzzyDate | null;
  readonly dimensions?: DimensionValues;
  /** The fact that says so. */
  readonly factId: string;
}

const whereIn = (inId: string): { programmeId: string } | { partnershipId: string } => {
  const prefix = idPrefix(inId);
  if (prefix === 'programme') return { programmeId: inId };
  if (prefix === 'partnership') return { partnershipId: inId };
  throw badUserInput(`Nobody can take part in "${inId}". Give the id of a programme or of a partnership.`);
};

const areEqual = (a: DimensionValues, b: DimensionValues): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((name) => a[name] === b[name]);

export class ParticipationService {
  constructor(private readonly db: EntityManager) {}

  /**
   * Notes that an organisation takes or took part in a programme or partnership. The same organisation in the same role
   * (of a collective: with the same dimensions) is one participation: it keeps the fact that told of it first,
   * as long as that one counts.
   */
  async enter(participation: NewParticipation): Promise<MergeResult> {
    const { organisationId, inId, role, since = null, until = null, dimensions = {}, factId } = participation;
    const place = whereIn(inId);
    return registering(this.db, async (tx) => {
      const alike = await tx.find(Participation, {
        where: { ...place, role, organisationId: organisationId ?? IsNull() },
        order: { id: 'ASC' },
      });
      const there = alike.find(({ dimensionValues }) => areEqual(dimensionValues, dimensions));
      if (!there) {
        const row = { ...place, organisationId, role, since, until, dimensionValues: dimensions, factId };
        const { identifiers } = await tx.insert(Participation, row);
        return { id: String(identifiers[0]?.['id']), created: true, changed: true, differences: [] };
      }
      if (await isOutdated(tx, there, participation)) {
        await tx.update(Participation, there.id, { since, until, factId });
        return { id: there.id, created: false, changed: true, differences: [] };
      }
      const { filled, differences } = fillUnknown(there, { since, until });
      if (isFilled(filled)) await tx.update(Participation, there.id, filled);
      return { id: there.id, created: false, changed: isFilled(filled), differences };
    });
  }
}

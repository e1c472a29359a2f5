import type { PersonalData } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { Citation } from '../source/citation.entity';

/** All versions of the facts that the member recorded, in the order recorded. */
export const personalData = async (db: EntityManager, memberId: string): Promise<PersonalData> => {
  const recorded = await db.find(Fact, {
    where: { recordedById: memberId },
    order: { knownFrom: 'ASC', id: 'ASC' },
  });
  const citations = await db.find(Citation, {
    where: { factId: In(recorded.map(({ id }) => id)) },
    order: { documentKey: 'ASC', position: 'ASC' },
  });
  const quotesOf = (factId: string) => citations.filter((each) => each.factId === factId).map(({ quote }) => quote);
  return {
    facts: recorded.map(({ id, subjectId, propertyKey, knownFrom, reason }) => ({
      id,
      subjectId,
      property: propertyKey,
      recordedAt: knownFrom.toISOString(),
      reason,
      quotes: quotesOf(id),
    })),
  };
};

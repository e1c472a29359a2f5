import { IdempotencyKey, type PersonalData } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { ExportJob } from '../export/job/export-job.entity';
import { Fact } from '../fact/fact.entity';
import { DuplicateCandidate } from '../subject/identity/duplicate-candidate.entity';
import { Merge } from '../subject/merge/merge.entity';
import { SubjectChange } from '../subject/subject-change.entity';
import { Citation } from '../source/citation.entity';

/** All versions of the facts that the member recorded and of the subjects that they changed, in the order recorded. */
export const personalData = async (db: EntityManager, memberId: string): Promise<PersonalData> => {
  const recorded = await db.find(Fact, {
    where: { recordedById: memberId },
    order: { knownFrom: 'ASC', id: 'ASC' },
  });
  const citations = await db.find(Citation, {
    where: { factId: In(recorded.map(({ id }) => id)) },
    order: { documentKey: 'ASC', position: 'ASC' },
  });
  const subjects = await db.find(SubjectChange, {
    where: { memberId },
    order: { changedAt: 'ASC', subjectId: 'ASC', version: 'ASC' },
  });
  const merges = await db.find(Merge, {
    where: [{ recordedById: memberId }, { undoneById: memberId }],
    order: { knownFrom: 'ASC', id: 'ASC' },
  });
  const rejected = await db.find(DuplicateCandidate, {
    where: { decidedById: memberId },
    order: { aId: 'ASC', bId: 'ASC' },
  });
  const keys = await db.find(IdempotencyKey, { where: { memberId }, order: { createdAt: 'ASC' } });
  const exports = await db.find(ExportJob, { where: { memberId }, order: { createdAt: 'ASC', id: 'ASC' } });
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
    subjects: subjects.map(({ subjectId: id, version, reason, changedAt }) => ({
      ...{ id, version, reason, changedAt: changedAt.toISOString() },
    })),
    merges: merges.map(({ mergedId, intoId, reason, knownFrom, undoneReason, knownTo, ...by }) => ({
      mergedId,
      intoId,
      ...(by.recordedById === memberId && { reason, mergedAt: knownFrom.toISOString() }),
      ...(by.undoneById === memberId && { undoneReason, undoneAt: knownTo?.toISOString() ?? null }),
    })),
    exports: exports.map(({ id, format, filter, createdAt }) => ({
      id,
      format,
      filter,
      createdAt: createdAt.toISOString(),
    })),
    rejectedDuplicates: rejected.map(({ aId, bId, decidedReason: reason }) => ({ aId, bId, reason })),
    idempotencyKeys: keys.map(({ mutation, key, createdAt }) => ({
      mutation,
      key,
      createdAt: createdAt.toISOString(),
    })),
  };
};

import { createHash } from 'node:crypto';
import { appendEvents, type Clock, matchKey } from '@wizness/kernel';
import { type EntityManager, In, Not } from 'typeorm';
import { Citation } from '../../source/citation.entity';
import { insertAll } from '../../subject/insert-all';
import { CURRENT } from '../../time/known-to';
import { tick } from '../../time/tick';
import { carryOverContradictions, refreshStatus } from '../contradiction/contradiction.store';
import { Fact } from '../fact.entity';
import { FactStatus } from '../fact.enums';
import { wordsOf } from '../value/fact-row';

/** The retracted version of a fact. Its fingerprint is new, so that the claim is recorded again if it returns. */
const retractedVersion = (fact: Fact, id: string, knownFrom: Date): Fact => ({
  ...fact,
  words: wordsOf(fact),
  id,
  status: FactStatus.RETRACTED,
  reviewedStatus: FactStatus.RETRACTED,
  version: fact.version + 1,
  fingerprint: createHash('sha256').update(`retracted ${fact.fingerprint}`).digest('hex'),
  supersedesId: fact.id,
  knownFrom,
  knownTo: null,
  recordedById: null,
  reason: null,
});

/** See {@link FactStore.retractAbsent}. The caller holds the registration lock. */
export const retractAbsent = async (
  tx: EntityManager,
  clock: Clock,
  documentKey: string,
  claimKeys: readonly string[],
): Promise<string[]> => {
  const withdrawn = await tx.find(Fact, {
    where: {
      documentKey,
      claimKey: Not(In([...claimKeys])),
      knownTo: CURRENT,
      reviewedStatus: Not(FactStatus.RETRACTED),
    },
    order: { claimKey: 'ASC' },
  });
  if (withdrawn.length === 0) return [];
  const knownFrom = await tick(tx, clock.now());
  const newerByOlder = new Map(withdrawn.map(({ id }) => [id, clock.newId('fact')]));
  const newId = (id: string | null): string => newerByOlder.get(id ?? '') ?? '';
  const olderIds = In([...newerByOlder.keys()]);
  const citations = await tx.find(Citation, { where: { factId: olderIds }, order: { position: 'ASC' } });
  await tx.update(Fact, { id: olderIds }, { knownTo: knownFrom });
  await insertAll(
    tx,
    Fact,
    withdrawn.map((fact) => retractedVersion(fact, newId(fact.id), knownFrom)),
  );
  await insertAll(
    tx,
    Citation,
    citations.map((each) => ({
      ...each,
      words: matchKey(each.quote),
      id: clock.newId('citation'),
      factId: newId(each.factId),
    })),
  );
  const events = [...newerByOlder.values()].map(
    (subject) => ({ type: 'FactRetracted', subject, payload: {} }) as const,
  );
  await appendEvents(tx, events, clock);
  await refreshStatus(tx, [...(await carryOverContradictions(tx, newerByOlder)), ...newerByOlder.values()]);
  return withdrawn.map(({ claimKey }) => claimKey);
};

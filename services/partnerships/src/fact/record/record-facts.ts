import { appendEvents, type Clock } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { insertAll } from '../../subject/insert-all';
import { replaceCitations } from '../../source/citation.store';
import { carryOverContradictions, detectContradictions, refreshStatus } from '../contradiction/contradiction.store';
import { tick } from '../../time/tick';
import { claimColumns } from '../value/fact-row';
import { Fact } from '../fact.entity';
import { FactStatus } from '../fact.enums';
import { InvalidFact, type NewFact } from './new-fact';

/** RECITED: the claim is unchanged, but its citations changed: other offsets, or another revision of the document. */
export type RecordOutcome = 'CREATED' | 'UNCHANGED' | 'RECITED' | 'REVISED';

export interface RecordedFact {
  readonly id: string;
  readonly outcome: RecordOutcome;
}

/** The version of a claim after recording. `row` is null if the current version is unchanged. */
interface Version {
  readonly id: string;
  readonly row: Fact | null;
  readonly current: Fact | null;
}

type Claim = Pick<Fact, 'documentKey' | 'claimKey'>;

const keyOf = ({ documentKey, claimKey }: Claim): string => JSON.stringify([documentKey, claimKey]);

const claimOf = ({ document, claim }: NewFact): string => keyOf({ documentKey: document, claimKey: claim });

/** The last version of a claim, and what its document said last. */
interface Recorded {
  /** Null if that version is no longer current: a later one was deleted with the text of the post that it was cited from. */
  readonly current: Fact | null;
  readonly last: Pick<Fact, 'lineageId' | 'version'>;
  /** Fingerprint of the last version that is the document's own; null if there is none. */
  readonly stated: string | null;
}

/** Versions without a reason are the documents' own: a person who makes a version says why. */
const lastStated = async (tx: EntityManager, revised: readonly Fact[]): Promise<Map<string, string>> => {
  if (revised.length === 0) return new Map();
  const rows = await tx.query<{ lineageId: string; fingerprint: string }[]>(
    `SELECT DISTINCT ON (lineage_id) lineage_id AS "lineageId", fingerprint FROM facts
     WHERE lineage_id = ANY($1) AND reason IS NULL ORDER BY lineage_id, version DESC`,
    [revised.map(({ lineageId }) => lineageId)],
  );
  return new Map(rows.map(({ lineageId, fingerprint }) => [lineageId, fingerprint]));
};

const lastVersions = async (tx: EntityManager, facts: readonly NewFact[]): Promise<Map<string, Recorded>> => {
  const last = await tx
    .createQueryBuilder(Fact, 'fact')
    .distinctOn(['fact.documentKey', 'fact.claimKey'])
    .where('fact.documentKey = ANY(:documents) AND fact.claimKey = ANY(:claims)', {
      documents: [...new Set(facts.map(({ document }) => document))],
      claims: facts.map(({ claim }) => claim),
    })
    .orderBy('fact.documentKey')
    .addOrderBy('fact.claimKey')
    .addOrderBy('fact.version', 'DESC')
    .getMany();
  const stated = await lastStated(
    tx,
    last.filter(({ reason, knownTo }) => reason !== null && knownTo === null),
  );
  return new Map(
    last.map((fact) => {
      const current = fact.knownTo === null ? fact : null;
      const own = fact.reason === null ? fact.fingerprint : (stated.get(fact.lineageId) ?? null);
      return [keyOf(fact), { current, last: fact, stated: current && own }];
    }),
  );
};

/** Throws {@link InvalidFact} if a claim is given twice, or derived from a claim that does not come before it. */
const versionsOf = (
  clock: Clock,
  knownFrom: Date,
  facts: readonly NewFact[],
  recordedByClaim: ReadonlyMap<string, Recorded>,
): Version[] => {
  const idByClaim = new Map<string, string>();
  return facts.map((fact) => {
    const key = claimOf(fact);
    if (idByClaim.has(key)) throw new InvalidFact(fact, 'it is given twice; give it once');
    const derivedFromIds = [...(fact.derivedFromIds ?? [])];
    for (const claim of fact.derivedFromClaims ?? []) {
      const id = idByClaim.get(claimOf({ ...fact, claim }));
      if (id === undefined) throw new InvalidFact(fact, `it is derived from "${claim}"; give that claim before it`);
      derivedFromIds.push(id);
    }
    const { current, last, stated } = recordedByClaim.get(key) ?? { current: null, last: null, stated: null };
    const columns = claimColumns({ ...fact, derivedFromIds });
    // A document that says nothing new does not undo what a person has changed since.
    const before = fact.reason == null ? stated : (current?.fingerprint ?? null);
    const isSame = before === columns.fingerprint;
    const id = isSame && current ? current.id : clock.newId('fact');
    idByClaim.set(key, id);
    if (isSame) return { id, row: null, current };
    const row: Fact = {
      ...columns,
      id,
      lineageId: last?.lineageId ?? id,
      status: columns.reviewedStatus,
      version: (last?.version ?? 0) + 1,
      supersedesId: current?.id ?? null,
      knownFrom,
      knownTo: null,
      recordedById: fact.recordedById ?? null,
      reason: fact.reason ?? null,
    };
    return { id, row, current };
  });
};

const eventOf = ({ id, version, reviewedStatus }: Fact) => {
  const isRetracted = reviewedStatus === FactStatus.RETRACTED;
  const type = isRetracted ? 'FactRetracted' : version === 1 ? 'FactRecorded' : 'FactRevised';
  return { type, subject: id, payload: {} } as const;
};

const PARENT_RING =
  'nothing is part of itself, and its subject is already registered as the whole of its value; leave it out, or correct that parent';

/** See {@link FactStore.recordAll}. The number of statements does not depend on the number of facts. */
export const recordFacts = async (
  tx: EntityManager,
  clock: Clock,
  facts: readonly NewFact[],
): Promise<RecordedFact[]> => {
  const now = clock.now();
  const versions = versionsOf(clock, now, facts, await lastVersions(tx, facts));
  const changed = versions.flatMap(({ row }) => row ?? []);
  // One stamp for all, so that an older version ends exactly when the newer one starts.
  const knownFrom = changed.length > 0 ? await tick(tx, now) : now;
  const rows = changed.map((row) => ({ ...row, knownFrom }));
  const newerByOlder = new Map(
    rows.flatMap(({ id, supersedesId }) => (supersedesId ? [[supersedesId, id] as const] : [])),
  );
  if (newerByOlder.size > 0) {
    await tx.update(Fact, { id: In([...newerByOlder.keys()]) }, { knownTo: knownFrom });
  }
  await insertAll(tx, Fact, rows);
  await appendEvents(tx, rows.map(eventOf), clock);
  const recited = await replaceCitations(
    tx,
    clock,
    facts.map(({ document, citations }, index) => {
      const { id: factId = '', row = null, current = null } = versions[index] ?? {};
      const isRevised = row === null && current !== null && current.reason !== null;
      return { cited: { factId }, documentKey: document, citations: isRevised ? null : citations };
    }),
  );
  const ids = rows.map(({ id }) => id);
  const properties = rows.map(({ propertyKey }) => propertyKey);
  const { others, impossible } = await detectContradictions(tx, ids, properties);
  const refused = facts.find((_, index) => impossible.includes(versions[index]?.id ?? ''));
  if (refused) throw new InvalidFact(refused, PARENT_RING);
  const affected = [...(await carryOverContradictions(tx, newerByOlder)), ...others];
  await refreshStatus(tx, [...ids, ...affected]);
  return versions.map(({ id, row, current }, index) => {
    if (row) return { id, outcome: current ? 'REVISED' : 'CREATED' };
    return { id, outcome: recited[index] ? 'RECITED' : 'UNCHANGED' };
  });
};

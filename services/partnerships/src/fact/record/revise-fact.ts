import { type Clock, lockMember } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Citation } from '../../source/citation.entity';
import { CURRENT } from '../../time/known-to';
import { Fact } from '../fact.entity';
import { FactStatus } from '../fact.enums';
import type { NewFact, NewFactValue } from './new-fact';
import { recordFacts } from './record-facts';

/** What became of a revision. `id` is that of the current version afterwards; null if the fact does not exist. */
export type Revision =
  | { readonly outcome: 'NOT_FOUND'; readonly id: null }
  | { readonly outcome: 'STALE_VERSION' | 'RETRACTED' | 'DONE'; readonly id: string };

const valueOf = (fact: Fact): NewFactValue | null => {
  const raw = fact.raw ?? '';
  if (fact.unitCode !== null) {
    const { amount, lower, upper, unitCode: unit, approximate } = fact;
    return { kind: 'QUANTITY', amount, lower, upper, unit, approximate, raw };
  }
  if (fact.dateValue) return { kind: 'DATE', date: fact.dateValue, raw };
  if (fact.entityId !== null) return { kind: 'ENTITY', entityId: fact.entityId, raw };
  if (fact.booleanValue !== null) return { kind: 'BOOLEAN', value: fact.booleanValue, raw };
  if (fact.textValue === null) return null;
  const { textValue: text, textLang, wording, quoted, saidById } = fact;
  return { kind: 'TEXT', text, lang: textLang ?? 'und', wording, quoted, saidById };
};

/** The claim of a stored version, as it would be recorded again. */
const claimOf = (fact: Fact, citations: readonly Citation[]): NewFact => ({
  document: fact.documentKey,
  claim: fact.claimKey,
  subjectId: fact.subjectId,
  property: fact.propertyKey,
  measure: fact.measure,
  value: valueOf(fact),
  presence: fact.presence,
  validFrom: fact.validFrom,
  validTo: fact.validTo,
  due: fact.due,
  country: fact.country,
  dimensions: fact.dimensionValues,
  citations: citations.map((each) => ({ ...each, start: each.startOffset, end: each.endOffset })),
  confidence: fact.confidence,
  issues: fact.issues,
  rank: fact.rank,
  status: fact.reviewedStatus,
  derivedFromIds: fact.derivedFromIds,
  formula: fact.formula,
});

/** What a fact establishes is stated by its new version. */
const RELATIONS = [
  `UPDATE participations stated SET fact_id = fact.id, since = fact.valid_from, until = fact.valid_to,
     organisation_id = coalesce(fact.entity_id, stated.organisation_id)
   FROM facts fact WHERE fact.id = $2 AND stated.fact_id = $1`,
  // One that another fact states already is left with the older version: it is no longer current.
  `UPDATE affiliations stated SET fact_id = fact.id, since = fact.valid_from, until = fact.valid_to,
     organisation_id = coalesce(fact.entity_id, stated.organisation_id)
   FROM facts fact WHERE fact.id = $2 AND stated.fact_id = $1 AND NOT EXISTS (
     SELECT FROM affiliations other
     WHERE other.person_id = stated.person_id AND other.role = stated.role AND other.id <> stated.id
       AND (other.organisation_id = fact.entity_id OR (other.fact_id = $1 AND other.id < stated.id AND fact.entity_id IS NOT NULL)))`,
  `UPDATE ordered_items stated SET fact_id = fact.id, text = coalesce(fact.text_value, stated.text)
   FROM facts fact WHERE fact.id = $2 AND stated.fact_id = $1`,
];

/** See {@link FactStore.revise}. The caller holds the registration lock. */
export const reviseFact = async (
  tx: EntityManager,
  clock: Clock,
  { id, expectedVersion }: { readonly id: string; readonly expectedVersion: number | null },
  change: (claim: NewFact) => NewFact,
): Promise<Revision> => {
  const given = await tx.findOneBy(Fact, { id });
  const current = given && (await tx.findOneBy(Fact, { lineageId: given.lineageId, knownTo: CURRENT }));
  if (!current) return { outcome: 'NOT_FOUND', id: null };
  if (current.id !== id || (expectedVersion ?? current.version) !== current.version) {
    return { outcome: 'STALE_VERSION', id: current.id };
  }
  if (current.reviewedStatus === FactStatus.RETRACTED) return { outcome: 'RETRACTED', id };
  const { documentKey } = current;
  const citations = await tx.find(Citation, { where: { factId: id, documentKey }, order: { position: 'ASC' } });
  const claim = change(claimOf(current, citations));
  if (claim.recordedById) await lockMember(tx, claim.recordedById);
  const [recorded] = await recordFacts(tx, clock, [claim]);
  if (!recorded) throw new TypeError('Recording one fact returned none.');
  if (recorded.id !== id && claim.status !== FactStatus.RETRACTED) {
    for (const sql of RELATIONS) await tx.query(sql, [id, recorded.id]);
  }
  return { outcome: 'DONE', id: recorded.id };
};

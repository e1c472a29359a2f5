import type { Clock } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { insertAll } from '../subject/insert-all';
import { Citation } from './citation.entity';

export interface NewCitation {
  readonly sourceId: string;
  /** The publication elsewhere that the source reports on with these words. */
  readonly reportedSourceId?: string | null;
  readonly quote: string;
  readonly lang: string;
  /** Unicode code points into the text of the source. */
  readonly start?: number | null;
  readonly end?: number | null;
  readonly originKey?: string | null;
}

/** What citations are of: exactly one of the two. */
export type Cited = { readonly factId: string } | { readonly organisationNameId: string };

const wordsOf = (citation: NewCitation, index: number) => ({
  position: index + 1,
  sourceId: citation.sourceId,
  reportedSourceId: citation.reportedSourceId ?? null,
  quote: citation.quote,
  lang: citation.lang,
  startOffset: citation.start ?? null,
  endOffset: citation.end ?? null,
  originKey: citation.originKey ?? null,
});

const wordsKept = (kept: Citation) =>
  wordsOf({ ...kept, start: kept.startOffset, end: kept.endOffset }, kept.position - 1);

/** All that one document says of one thing. */
export interface CitationsOf {
  readonly cited: Cited;
  readonly documentKey: string;
  readonly citations: readonly NewCitation[];
}

const idOf = (cited: Cited): string => ('factId' in cited ? cited.factId : cited.organisationNameId);

const placeOf = (citedId: string, documentKey: string): string => JSON.stringify([citedId, documentKey]);

const readKept = (tx: EntityManager, all: readonly CitationsOf[]): Promise<Citation[]> => {
  const factIds = all.flatMap(({ cited }) => ('factId' in cited ? [cited.factId] : []));
  const nameIds = all.flatMap(({ cited }) => ('factId' in cited ? [] : [cited.organisationNameId]));
  const documentKey = In([...new Set(all.map((each) => each.documentKey))]);
  const where = [
    ...(factIds.length > 0 ? [{ factId: In(factIds), documentKey }] : []),
    ...(nameIds.length > 0 ? [{ organisationNameId: In(nameIds), documentKey }] : []),
  ];
  return where.length > 0 ? tx.find(Citation, { where, order: { position: 'ASC' } }) : Promise.resolve([]);
};

/**
 * Makes the given citations the ones that a document gives of each fact or name; those of other documents stay. Answers
 * for each whether that changed any: equal ones are left as they are.
 */
export const replaceCitations = async (
  tx: EntityManager,
  clock: Clock,
  all: readonly CitationsOf[],
): Promise<boolean[]> => {
  const kept = new Map<string, Citation[]>();
  for (const citation of await readKept(tx, all)) {
    const place = placeOf(citation.factId ?? citation.organisationNameId ?? '', citation.documentKey);
    kept.set(place, [...(kept.get(place) ?? []), citation]);
  }
  const outdated: Citation[] = [];
  const added: Partial<Citation>[] = [];
  const changed = all.map(({ cited, documentKey, citations }) => {
    const there = kept.get(placeOf(idOf(cited), documentKey)) ?? [];
    const wanted = citations.map(wordsOf);
    if (JSON.stringify(there.map(wordsKept)) === JSON.stringify(wanted)) return false;
    outdated.push(...there);
    added.push(...wanted.map((words) => ({ id: clock.newId('citation'), ...cited, documentKey, ...words })));
    return true;
  });
  if (outdated.length > 0) await tx.delete(Citation, { id: In(outdated.map(({ id }) => id)) });
  await insertAll(tx, Citation, added);
  return changed;
};

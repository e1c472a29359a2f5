import { type Clock, matchKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { insertAll } from '../subject/insert-all';
import { Citation } from './citation.entity';

export interface NewCitation {
  readonly sourceId: string;
  /** The publication that the source reports on with these words. Null or absent: the source speaks for itself. */
  readonly reportedSourceId?: string | null;
  readonly quote: string;
  readonly lang: string;
  /** Unicode code points from the start of the source's text; `end` is excluded. */
  readonly start?: number | null;
  readonly end?: number | null;
  readonly originKey?: string | null;
}

/** What a citation supports. */
type Cited = { readonly factId: string } | { readonly organisationNameId: string };

const toColumns = (citation: NewCitation, index: number) => ({
  position: index + 1,
  sourceId: citation.sourceId,
  reportedSourceId: citation.reportedSourceId ?? null,
  quote: citation.quote,
  words: matchKey(citation.quote),
  lang: citation.lang,
  startOffset: citation.start ?? null,
  endOffset: citation.end ?? null,
  originKey: citation.originKey ?? null,
});

/** The same columns of a stored citation, for comparison. */
const columnsOf = (stored: Citation) =>
  toColumns({ ...stored, start: stored.startOffset, end: stored.endOffset }, stored.position - 1);

/** All citations of one fact or name by one document. */
export interface CitationsOf {
  readonly cited: Cited;
  readonly documentKey: string;
  /** Null: they stay as they are. */
  readonly citations: readonly NewCitation[] | null;
}

const idOf = (cited: Cited): string => ('factId' in cited ? cited.factId : cited.organisationNameId);

const groupKey = (citedId: string, documentKey: string): string => JSON.stringify([citedId, documentKey]);

const readStored = (tx: EntityManager, all: readonly CitationsOf[]): Promise<Citation[]> => {
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
 * Replaces a document's citations of each fact or name; citations by other documents stay. Equal citations are left
 * unchanged. Returns, for each item of `all`, whether anything changed. `tx` must be in a transaction.
 */
export const replaceCitations = async (
  tx: EntityManager,
  clock: Clock,
  all: readonly CitationsOf[],
): Promise<boolean[]> => {
  const stored = new Map<string, Citation[]>();
  for (const citation of await readStored(tx, all)) {
    const key = groupKey(citation.factId ?? citation.organisationNameId ?? '', citation.documentKey);
    stored.set(key, [...(stored.get(key) ?? []), citation]);
  }
  const outdated: Citation[] = [];
  const added: Partial<Citation>[] = [];
  const changed = all.map(({ cited, documentKey, citations }) => {
    if (citations === null) return false;
    const existing = stored.get(groupKey(idOf(cited), documentKey)) ?? [];
    const wanted = citations.map(toColumns);
    if (JSON.stringify(existing.map(columnsOf)) === JSON.stringify(wanted)) return false;
    outdated.push(...existing);
    added.push(...wanted.map((columns) => ({ id: clock.newId('citation'), ...cited, documentKey, ...columns })));
    return true;
  });
  if (outdated.length > 0) await tx.delete(Citation, { id: In(outdated.map(({ id }) => id)) });
  await insertAll(tx, Citation, added);
  return changed;
};

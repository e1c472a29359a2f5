import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
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

/**
 * Makes `citations` the ones that a document gives of a fact or name; those of other documents stay. Answers whether
 * that changed any: equal ones are left as they are.
 */
export const replaceCitations = async (
  db: EntityManager,
  clock: Clock,
  cited: Cited,
  documentKey: string,
  citations: readonly NewCitation[],
): Promise<boolean> => {
  const given = { ...cited, documentKey };
  const kept = await db.createQueryBuilder(Citation, 'citation').where(given).orderBy('citation.position').getMany();
  const wanted = citations.map(wordsOf);
  if (JSON.stringify(kept.map(wordsKept)) === JSON.stringify(wanted)) return false;
  if (kept.length > 0) await db.delete(Citation, given);
  await db.insert(
    Citation,
    wanted.map((words) => ({ id: clock.newId('citation'), ...given, ...words })),
  );
  return true;
};

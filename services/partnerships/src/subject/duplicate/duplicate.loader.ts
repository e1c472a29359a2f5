import { badArgument, checkIds, checkList, type Connection, fetchRawPage, type Order, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Visible } from '../../visibility/source.visibility';
import type { DuplicateReason } from '../identity/identity.types';
import { homeOf, membersOf } from '../merge/home';
import { FactSubjectKind, SUBJECT_PREFIXES } from '../subject.enums';
import type { DuplicateCandidate, DuplicatesArguments } from './duplicate.types';

const MERGEABLE: readonly FactSubjectKind[] = [FactSubjectKind.ORGANISATION, FactSubjectKind.PERSON];
const DEFAULT_SCORE = 0.8;
/** What each kind of shared thing adds to a score. */
const SHARED = 0.1;
const MAX_REASONS = 10;

const ORDER: Order = {
  name: 'duplicates',
  direction: 'ASC',
  keys: [
    { sql: '-score', type: 'numeric' },
    { sql: 'a_id', type: 'text' },
    { sql: 'b_id', type: 'text' },
  ],
};

interface Row {
  readonly a_id: string;
  readonly b_id: string;
  readonly score: string;
  readonly reasons: readonly DuplicateReason[];
  readonly person: string | null;
  readonly link: string | null;
  readonly homepage: string | null;
}

/** What a subject is related to by current facts that the viewer may see. */
const relatedTo = (visible: Visible, id: string): string => `
  SELECT relation.to_id FROM relations relation
  WHERE relation.from_id = ${id} AND relation.known_to = 'infinity' AND ${visible.statedBy('relation')}`;

/** A person, and something else, that both are related to. The relations of each are read once, however many the other has. */
const sharedBy = (visible: Visible): string => `
  SELECT min(both_to.to_id) FILTER (WHERE starts_with(both_to.to_id, 'person_')) AS person,
    min(both_to.to_id) FILTER (WHERE NOT starts_with(both_to.to_id, 'person_')) AS link
  FROM (${relatedTo(visible, 'pair.a_id')} INTERSECT ${relatedTo(visible, 'pair.b_id')}) both_to`;

const HOMEPAGE = `(SELECT a.homepage FROM organisations a JOIN organisations b ON lower(b.homepage) = lower(a.homepage)
  WHERE a.id = pair.a_id AND b.id = pair.b_id)`;

/** Pairs of what subjects are now, each once. A person's decision about any two of them holds for all. */
const pairsSql = (visible: Visible): string => `
  WITH stated AS (
    SELECT ${homeOf('candidate.a_id')} AS one, ${homeOf('candidate.b_id')} AS other, candidate.score, candidate.reasons, candidate.is_distinct
    FROM duplicate_candidates candidate WHERE split_part(candidate.a_id, '_', 1) = ANY(:prefixes)
  ),
  pair AS (
    SELECT least(one, other) AS a_id, greatest(one, other) AS b_id, max(score) AS score,
      (array_agg(reasons ORDER BY score DESC))[1] AS reasons
    FROM stated WHERE one <> other GROUP BY 1, 2 HAVING NOT bool_or(is_distinct)
  ),
  shared AS (
    SELECT pair.*, both_have.person, both_have.link, ${HOMEPAGE} AS homepage
    FROM pair CROSS JOIN LATERAL (${sharedBy(visible)}) both_have
  )
  SELECT a_id, b_id, reasons, person, link, homepage,
    least(1, score + ${SHARED} * num_nonnulls(person, link, homepage)) AS score FROM shared`;

const toCandidate = ({ a_id: aId, b_id: bId, score, reasons, person, link, homepage }: Row): DuplicateCandidate => {
  const shared: DuplicateReason[] = [
    ...(person === null ? [] : [{ code: 'SHARED_PERSON' as const, words: person }]),
    ...(link === null ? [] : [{ code: 'SHARED_LINK' as const, words: link }]),
    ...(homepage === null ? [] : [{ code: 'SHARED_HOMEPAGE' as const, words: homepage }]),
  ];
  const isAgainst = ({ code }: DuplicateReason): boolean => code.startsWith('OTHER_');
  const all = [...reasons.filter((each) => !isAgainst(each)), ...shared, ...reasons.filter(isAgainst)];
  return { aId, bId, score: Number(score), reasons: all.slice(0, MAX_REASONS) };
};

export const createDuplicateLoaders = (db: EntityManager, visible: Visible) => ({
  /**
   * Checks the arguments, also for those who may not read the list, and returns what reads it: pairs that may be one, the
   * highest score first. Throws BAD_USER_INPUT for arguments that can never match.
   */
  duplicatesBy: ({ filter, ...args }: DuplicatesArguments): (() => Promise<Connection<DuplicateCandidate>>) => {
    const { kinds = null, subjectIds = null, minScore } = filter ?? {};
    const least = minScore ?? DEFAULT_SCORE;
    if (!(least >= 0 && least <= 1)) {
      throw badArgument(['filter', 'minScore'], `A score is 0 to 1, not ${least}.`, ['0 to 1']);
    }
    if (kinds) checkList(kinds, ['filter', 'kinds']);
    if (subjectIds) checkIds(subjectIds, Object.values(SUBJECT_PREFIXES), ['filter', 'subjectIds']);
    const prefixes = (kinds ?? MERGEABLE)
      .filter((kind) => MERGEABLE.includes(kind))
      .map((kind) => SUBJECT_PREFIXES[kind]);
    const page = readPage(args, ORDER);
    const query = db
      .createQueryBuilder()
      .select('*')
      .from(`(${pairsSql(visible)})`, 'candidates')
      .where('score >= :least', { ...visible.parameters, least, prefixes });
    if (subjectIds) {
      const members = membersOf('CAST(:subjectIds AS text[])');
      query.andWhere(`(a_id = ANY(${members}) OR b_id = ANY(${members}))`, { subjectIds });
    }
    return async () => (await fetchRawPage<Row>(query, ORDER, page)).map(toCandidate);
  },
});

import {
  badArgument,
  byKey,
  checkDateRange,
  checkId,
  checkIds,
  checkList,
  fetchPage,
  type ForwardPageArguments,
  groupedByKey,
  type Identity,
  idPrefix,
  instantInRange,
  isAllowed,
  type Order,
  readPage,
  rowsByKey,
} from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { ModerationCase } from './case.entity';
import { ModerationAction, ModerationCaseOrder } from './case.enums';
import type { ModerationCasesArguments } from './case.types';
import type { MemberLoaders } from '../member/member.loader';
import { FlagRow } from './flag.entity';

const BY_TIME: Order['keys'] = [
  { sql: 'moderation_case.openedAt', type: 'timestamptz' },
  { sql: 'moderation_case.id', type: 'text' },
];
const FLAGS: Order['keys'][number] = { sql: 'moderation_case.flagCount', type: 'integer' };

const ORDERS: Readonly<Record<ModerationCaseOrder, Order>> = {
  OLDEST: { name: 'cases OLDEST', direction: 'ASC', keys: BY_TIME },
  NEWEST: { name: 'cases NEWEST', direction: 'DESC', keys: BY_TIME },
  MOST_FLAGS: { name: 'cases MOST_FLAGS', direction: 'DESC', keys: [FLAGS, ...BY_TIME] },
};

const casesIn = (db: EntityManager) => db.createQueryBuilder(ModerationCase, 'moderation_case').where('TRUE');

/** Throws BAD_USER_INPUT for an id of another type or an invalid range. */
const matching = (db: EntityManager, { filter }: ModerationCasesArguments) => {
  const query = casesIn(db);
  const { ids, statuses, memberIds, openedAt } = filter ?? {};
  if (ids) {
    checkIds(ids, ['case'], ['filter', 'ids']);
    query.andWhere('moderation_case.id = ANY(:ids)', { ids });
  }
  if (memberIds) {
    checkIds(memberIds, ['member'], ['filter', 'memberIds']);
    query.andWhere('moderation_case.memberId = ANY(:memberIds)', { memberIds });
  }
  if (statuses) {
    checkList(statuses, ['filter', 'statuses']);
    query.andWhere('moderation_case.status = ANY(CAST(:statuses AS moderation_case_status[]))', { statuses });
  }
  if (openedAt) {
    checkDateRange(openedAt, ['filter', 'openedAt']);
    const days: string[] = [];
    const conditions = instantInRange('moderation_case.openedAt', openedAt, (day) => `:day${days.push(day)}`);
    for (const condition of conditions) query.andWhere(condition);
    query.setParameters(Object.fromEntries(days.map((day, index) => [`day${index + 1}`, day])));
  }
  return query;
};

const COUNT = `
  SELECT action, count(*)::int AS count, count(*) FILTER (WHERE detected_automatically)::int AS automated,
    count(appealed_at)::int AS appeals, count(*) FILTER (WHERE overturned)::int AS overturned
  FROM moderation_cases WHERE decided_at >= $1 AND decided_at < $2 GROUP BY action ORDER BY action`;

interface CountedDecisions {
  readonly action: string;
  readonly count: number;
  readonly automated: number;
  readonly appeals: number;
  readonly overturned: number;
}

/** Numbers of the decisions of a month. A number from 1 to 4 becomes null, so that it identifies nobody. */
const countDecisions = async (db: EntityManager, year: number, month: number) => {
  if (month < 1 || month > 12) throw badArgument(['month'], 'A month is 1 to 12.', ['1 to 12']);
  if (year < 2000 || year > 9999) throw badArgument(['year'], 'A year has four digits, from 2000.', ['2000 to 9999']);
  const [from, to] = [new Date(Date.UTC(year, month - 1)), new Date(Date.UTC(year, month))];
  const rows = await db.query<CountedDecisions[]>(COUNT, [from, to]);
  const shown = (number: number): number | null => (number > 0 && number < 5 ? null : number);
  return rows.map(({ action, ...numbers }) => ({
    action,
    count: shown(numbers.count),
    automated: shown(numbers.automated),
    appeals: shown(numbers.appeals),
    overturned: shown(numbers.overturned),
  }));
};

export const createCaseLoaders = (
  db: EntityManager,
  identity: Identity,
  members: Pick<MemberLoaders, 'memberById'>,
) => {
  const isModerator = isAllowed(identity, 'MODERATE');
  const viewerId = isAllowed(identity, 'READ_PROFILE') ? identity.memberId : null;
  const isSelf = (memberId: string): boolean => memberId === viewerId;
  const targetOf = (id: string) => {
    const prefix = idPrefix(id);
    if (prefix === 'member') return members.memberById.load(id);
    return prefix === null ? null : { id };
  };
  /** A case, for moderators and the member concerned; null for others. An open case exists for moderators alone. */
  const caseById = byKey(
    async (ids: readonly string[]) => {
      const known = ids.filter((id) => idPrefix(id) === 'case');
      const query = casesIn(db).andWhere('moderation_case.id = ANY(:known)', { known });
      if (isModerator) return query.getMany();
      return query
        .andWhere('moderation_case.memberId = :viewerId AND moderation_case.decidedAt IS NOT NULL', { viewerId })
        .andWhere(`moderation_case.action <> 'DISMISS'`)
        .getMany();
    },
    (one) => one.id,
  );
  return {
    caseById,
    /** The same for the argument `id`. Throws BAD_USER_INPUT for an id of another type. */
    findCase: async (id: string) => {
      checkId(id, ['case'], ['id']);
      return caseById.load(id);
    },
    /** Whether the viewer is a moderator, who reads who reported and who decided. */
    isModerator,
    /** The queue of moderators; null for others. */
    cases: async ({ orderBy, ...args }: ModerationCasesArguments) => {
      const order = ORDERS[orderBy ?? ModerationCaseOrder.OLDEST];
      const [query, page] = [matching(db, args), readPage(args, order)];
      return isModerator ? fetchPage(query, order, page) : null;
    },
    /** Decisions about the viewer and what they wrote, the newest first; none for an API key without PROFILE_READ. */
    casesOfViewer: async (memberId: string, args: ForwardPageArguments) => {
      const page = readPage(args, ORDERS.NEWEST);
      return fetchPage(
        casesIn(db)
          .andWhere('moderation_case.memberId = :memberId', { memberId: isSelf(memberId) ? memberId : null })
          .andWhere(`moderation_case.decidedAt IS NOT NULL AND moderation_case.action <> 'DISMISS'`),
        ORDERS.NEWEST,
        page,
      );
    },
    /** A member is read, because they may be gone; the rest belongs to other services. */
    targetOf,
    countDecisions: (year: number, month: number) => countDecisions(db, year, month),
    /** Reports of a case, the oldest first. */
    flagsOfCase: groupedByKey(
      rowsByKey(db, FlagRow, 'caseId', { order: { createdAt: 'ASC', id: 'ASC' } }),
      ({ caseId }) => caseId,
    ),
    /** Reports that the viewer made, the newest first, at most 100; none for an API key without PROFILE_READ. */
    flagsOfViewer: async (memberId: string) => {
      if (!isSelf(memberId)) return [];
      const order = { createdAt: 'DESC', id: 'DESC' } as const;
      const flags = await db.find(FlagRow, { where: { memberId }, order, take: 100 });
      const cases = await db.findBy(ModerationCase, { id: In(flags.map(({ caseId }) => caseId)) });
      return flags.map(({ caseId, reason, createdAt }) => {
        const found = cases.find(({ id }) => id === caseId);
        const action = found?.action ?? null;
        const hasMeasure = action === null ? null : action !== ModerationAction.DISMISS;
        return { caseId, reason, createdAt, hasMeasure, target: found ? targetOf(found.targetId) : null };
      });
    },
  };
};

import {
  checkDateRange,
  checkId,
  type Connection,
  type DateRange,
  fetchPage,
  fuzzyDateInRange,
  loaderPerArguments,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { SUBJECT_PREFIXES } from '../../subject/subject.enums';
import type { IdentityLoaders } from '../../subject/merge/identity.loader';
import type { SubjectLoaders } from '../../subject/subject.loader';
import { asOf, type Moment } from '../../time/moment';
import type { Visible } from '../../visibility/source.visibility';
import { Fact } from '../fact.entity';
import type { TimelineArguments, TimelineEntry, TimelineOfArguments } from './timeline.types';

const dateOf = ({ dateValue, validFrom, due }: Fact) => dateValue ?? validFrom ?? due;

/** A bound of {@link dateOf}, in SQL. */
const bound = (end: 'earliest' | 'latest'): string => `CASE WHEN fact.date_value IS NOT NULL THEN fact.date_${end}
  WHEN fact.valid_from IS NOT NULL THEN fact.from_${end} ELSE fact.due_${end} END`;
const [EARLIEST, LATEST] = [bound('earliest'), bound('latest')];
const LAST_DAY = `date '9999-12-31'`;

/**
 * By the first possible day; a date without one stands by its last. Of equal first days the coarser is first: 2011, then
 * 2011-01, then 2011-01-01. An order by overlap and precision would have cycles.
 */
const ORDER: Order = {
  name: 'timeline',
  direction: 'ASC',
  keys: [
    { sql: `coalesce(${EARLIEST}, ${LATEST}, ${LAST_DAY})`, type: 'date' },
    { sql: `CAST(${EARLIEST} IS NULL AS integer)`, type: 'integer' },
    { sql: `${LAST_DAY} - coalesce(${LATEST}, ${LAST_DAY})`, type: 'integer' },
    { sql: 'fact.id', type: 'text' },
  ],
};

/** The condition of a range of days, with its parameters. */
const inRange = (range: DateRange): { readonly sql: string; readonly parameters: Record<string, string> } => {
  const parameters: Record<string, string> = {};
  const conditions = fuzzyDateInRange({ earliest: EARLIEST, latest: LATEST }, range, (day) => {
    const name = `day${Object.keys(parameters).length}`;
    parameters[name] = day;
    return `:${name}`;
  });
  return { sql: conditions.join(' AND '), parameters };
};

const entryOf = (fact: Fact): TimelineEntry | null => {
  const date = dateOf(fact);
  return date && { at: date, fact };
};

type Timelines = Connection<TimelineEntry>;

export const createTimelineLoaders = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  { subjectById, membersOf }: Pick<SubjectLoaders, 'subjectById'> & Pick<IdentityLoaders, 'membersOf'>,
) => {
  const at = asOf(moment);
  /** Reads arguments, and returns what finds the entries. Throws BAD_USER_INPUT. */
  const readArguments = ({ range, ...args }: TimelineOfArguments) => {
    checkDateRange(range ?? {}, ['range']);
    const days = range && inRange(range);
    const entries = (): SelectQueryBuilder<Fact> => {
      const query = db
        .createQueryBuilder(Fact, 'fact')
        .where(`${visible.fact('fact')} AND ${at.holds('fact')}`, { ...visible.parameters, ...at.parameters })
        .andWhere(`fact.status <> 'RETRACTED' AND num_nonnulls(fact.date_value, fact.valid_from, fact.due) > 0`);
      return days?.sql ? query.andWhere(days.sql, days.parameters) : query;
    };
    return { entries, page: readPage(args, ORDER) };
  };
  /** What happened to a subject, and to what was merged into it. */
  const timelineOfSubject = loaderPerArguments((args: TimelineOfArguments) => {
    const { entries, page } = readArguments(args);
    const pages = pagedByKey<Fact>({
      query: entries,
      parent: 'fact.subjectId',
      parentOf: ({ subjectId }) => subjectId,
      order: ORDER,
      page,
    });
    return {
      load: async (id: string): Promise<Timelines> => {
        const subjectIds = await membersOf([id]);
        if (subjectIds.length === 1) return (await pages.load(id)).map(entryOf);
        const facts = entries().andWhere('fact.subjectId IN (:...subjectIds)', { subjectIds });
        return (await fetchPage(facts, ORDER, page)).map(entryOf);
      },
    };
  });
  return {
    timelineOfSubject,
    /** As {@link timelineOfSubject}. Null if there is no such subject. Throws BAD_USER_INPUT for an id of another type. */
    timelineOf: async ({ subjectId, ...args }: TimelineArguments): Promise<Timelines | null> => {
      checkId(subjectId, Object.values(SUBJECT_PREFIXES), ['subjectId']);
      const timeline = timelineOfSubject(args);
      const subject = await subjectById.load(subjectId);
      return subject && timeline.load(subject.id);
    },
  };
};

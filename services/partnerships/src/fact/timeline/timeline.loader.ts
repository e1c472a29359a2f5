import {
  checkDateRange,
  checkId,
  type Connection,
  fetchPage,
  fuzzyDateInRange,
  type Order,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { SUBJECT_PREFIXES } from '../../subject/subject.enums';
import type { IdentityLoaders } from '../../subject/merge/identity.loader';
import type { SubjectLoaders } from '../../subject/subject.loader';
import { asOf, type Moment } from '../../time/moment';
import type { Visible } from '../../visibility/source.visibility';
import { Fact } from '../fact.entity';
import type { TimelineArguments, TimelineEntry } from './timeline.types';

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

export const createTimelineLoaders = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  { subjectById, membersOf }: Pick<SubjectLoaders, 'subjectById'> & Pick<IdentityLoaders, 'membersOf'>,
) => {
  const at = asOf(moment);
  return {
    /** What happened to a subject. Null if there is no such subject. Throws BAD_USER_INPUT for an id of another type. */
    timelineOf: async ({ subjectId, range, ...args }: TimelineArguments): Promise<Connection<TimelineEntry> | null> => {
      checkId(subjectId, Object.values(SUBJECT_PREFIXES), ['subjectId']);
      checkDateRange(range ?? {}, ['range']);
      const page = readPage(args, ORDER);
      const subject = await subjectById.load(subjectId);
      if (!subject) return null;
      const query = db
        .createQueryBuilder(Fact, 'fact')
        .where(`${visible.fact('fact')} AND ${at.holds('fact')}`, { ...visible.parameters, ...at.parameters })
        .andWhere('fact.subjectId IN (:...subjectIds)', { subjectIds: await membersOf([subject.id]) })
        .andWhere(`fact.status <> 'RETRACTED' AND num_nonnulls(fact.date_value, fact.valid_from, fact.due) > 0`);
      if (range) {
        const days: Record<string, string> = {};
        const parameter = (day: string): string => {
          const name = `day${Object.keys(days).length}`;
          days[name] = day;
          return `:${name}`;
        };
        const conditions = fuzzyDateInRange({ earliest: EARLIEST, latest: LATEST }, range, parameter);
        query.andWhere(conditions.join(' AND '), days);
      }
      const facts = await fetchPage(query, ORDER, page);
      return facts.map((fact) => {
        const date = dateOf(fact);
        return date && { at: date, fact };
      });
    },
  };
};

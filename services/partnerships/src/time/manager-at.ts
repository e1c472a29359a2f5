import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Moment } from './moment';
import { PAST } from './past-views';

/** Later than all that is known: who asks for a day, but for no moment, reads what is known now. */
const LATEST = '9999-12-31T23:59:59Z';

const beginAt = ({ knownAt, validAt }: Moment): string => `BEGIN READ ONLY;
  SET LOCAL search_path = ${PAST}, partnerships, public;
  SET LOCAL wizness.known_at = '${knownAt?.toISOString() ?? LATEST}';
  SET LOCAL wizness.valid_at = '${validAt ?? ''}'`;

/** Lets each statement of `runner` find the views of the past in place of the tables. */
const reading = (runner: QueryRunner, moment: Moment): QueryRunner => {
  const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
  return Object.assign(runner, {
    query: async (sql: string, ...rest: unknown[]): Promise<unknown> => {
      await query(beginAt(moment));
      try {
        const result = await query(sql.replaceAll('"partnerships".', ''), ...rest);
        await query('COMMIT');
        return result;
      } catch (error) {
        await query('ROLLBACK');
        throw error;
      }
    },
  });
};

/**
 * An entity manager that reads the tables as they were at a moment: names, roles, citations and all else that is kept with
 * versions. Every statement is a transaction of its own, and may only read.
 */
export const managerAt = (db: EntityManager, moment: Moment): EntityManager => {
  const { dataSource } = db;
  const createQueryRunner: DataSource['createQueryRunner'] = (mode) =>
    reading(dataSource.createQueryRunner(mode), moment);
  const source = Object.create(dataSource, { createQueryRunner: { value: createQueryRunner } }) as DataSource;
  return source.createEntityManager();
};

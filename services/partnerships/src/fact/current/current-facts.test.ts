import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { onDatabase } from '../../../test/support/on-database';
import { event } from '../../../test/support/random-events';
import { History } from '../../../test/support/random-history';
import { repairCurrentFacts } from './repair-current-facts';

const EVENTS = 25;

/** The columns of both tables, but for the statement, which quantities do not have. */
const BOTH = `SELECT string_agg(column_name, ', ') AS names FROM information_schema.columns
  WHERE table_name = 'current_facts' AND column_name <> 'statement_key'`;

/** Rows of one side that the other does not have. */
const differing = async (db: EntityManager): Promise<unknown[]> => {
  const [columns] = await db.query<{ names: string }[]>(BOTH);
  const kept = `SELECT ${columns?.names}, statement_key FROM current_facts`;
  const current = `SELECT ${columns?.names}, CASE WHEN unit_code IS NULL THEN statement_key END FROM facts
    WHERE known_to = 'infinity' AND status <> 'RETRACTED'`;
  return db.query(`(${kept} EXCEPT ${current}) UNION ALL (${current} EXCEPT ${kept})`);
};

describe('Current facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  test('Are those of all facts, whatever is stated, revised, disputed, merged or hidden, and are repaired', async () => {
    const history = new History(open);
    await history.start();
    for (const one of fc.sample(event, EVENTS)) {
      await history.apply(one);
      expect(await onDatabase(open.url, differing)).toEqual([]);
    }
    await onDatabase(open.url, async (db) => {
      await db.query('UPDATE facts SET visible_to = 2');
      expect(await differing(db)).toEqual([]);
      const [stored] = await db.query<{ count: string }[]>('SELECT count(*) FROM current_facts');
      await db.query('DELETE FROM current_facts WHERE measure = (SELECT min(measure) FROM current_facts)');
      await db.query(`UPDATE current_facts SET rank = 'DEPRECATED'`);
      expect(await differing(db)).not.toEqual([]);
      expect(await db.transaction((tx) => repairCurrentFacts(tx))).toBe(Number(stored?.count));
      expect(await differing(db)).toEqual([]);
    });
  });
});

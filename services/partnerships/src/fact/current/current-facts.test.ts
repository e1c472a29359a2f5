import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { PROPERTY_TIMEOUT } from '../../../test/support/environment';
import { onDatabase } from '../../../test/support/on-database';
import { event } from '../../../test/support/random-events';
import { History } from '../../../test/support/random-history';
import { decideLeftOut } from '../groups/decide-left-out';
import { repairCurrentFacts } from './repair-current-facts';

const EVENTS = 25;

/** The columns of both tables, but for the statement, which quantities do not have. */
const BOTH = `SELECT string_agg(column_name, ', ') AS names FROM information_schema.columns
  WHERE table_name = 'current_facts' AND column_name NOT IN ('statement_key', 'left_out', 'is_first', 'depends_on_viewer')`;

/** Rows of one side that the other does not have. */
const differing = async (db: EntityManager): Promise<unknown[]> => {
  const [columns] = await db.query<{ names: string }[]>(BOTH);
  const kept = `SELECT ${columns?.names}, statement_key FROM current_facts`;
  const current = `SELECT ${columns?.names}, CASE WHEN unit_code IS NULL THEN statement_key END FROM facts
    WHERE known_to = 'infinity' AND status <> 'RETRACTED'`;
  return db.query(`(${kept} EXCEPT ${current}) UNION ALL (${current} EXCEPT ${kept})`);
};

/** Facts of which something is still decided that would be decided differently. Decides all. */
const wronglyLeftOut = async (db: EntityManager): Promise<unknown[]> => {
  await db.query(
    'CREATE TEMPORARY TABLE decided AS SELECT id, left_out, depends_on_viewer FROM current_facts WHERE left_out IS NOT NULL',
  );
  await db.query('UPDATE current_facts SET left_out = NULL');
  await decideLeftOut(db);
  const wrong = await db.query<unknown[]>(
    `SELECT id, decided.left_out, now.left_out AS now FROM decided JOIN current_facts now USING (id)
     WHERE (decided.left_out, decided.depends_on_viewer) IS DISTINCT FROM (now.left_out, now.depends_on_viewer)`,
  );
  await db.query('DROP TABLE decided');
  return wrong;
};

describe('Current facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  test(
    'Are those of all facts, and decided rightly, whatever is stated, revised, disputed, merged or hidden, and are repaired',
    async () => {
      const history = new History(open);
      await history.start();
      for (const one of fc.sample(event, EVENTS)) {
        await history.apply(one);
        await onDatabase(open.url, async (db) => {
          expect(await differing(db)).toEqual([]);
          expect(await wronglyLeftOut(db)).toEqual([]);
        });
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
    },
    PROPERTY_TIMEOUT,
  );
});

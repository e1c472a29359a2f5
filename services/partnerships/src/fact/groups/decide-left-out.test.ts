import { type Identity, type JobRun, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import fc from 'fast-check';
import { PROPERTY_FACTOR, PROPERTY_TIMEOUT } from '../../../test/support/environment';
import { onDatabase } from '../../../test/support/on-database';
import { randomFacts } from '../../../test/support/random-facts';
import { prepareFacts, storeFacts } from '../../../test/support/stored-facts';
import { decideLeftOut } from './decide-left-out';
import { leftOutHandler } from './left-out.job';

const READ = `query ($by: [FactGroupKey!]!) {
  factGroups(by: $by, first: 100, orderBy: KEY) {
    nodes { keys { key value } count subjects sum { lower upper } exclusions { reason count facts(first: 100) { nodes { id } } } }
  }
}`;

/** Each changes what was decided of some facts. */
const CHANGES = [
  `UPDATE facts SET visible_to = abs(hashtext(id || visible_to)) % 3 WHERE hashtext(id) % 3 = 0`,
  `UPDATE facts SET status = 'DISPUTED' WHERE hashtext(id) % 5 = 0`,
  `INSERT INTO identities VALUES ('org_1', 'org_0', now())`,
  `DELETE FROM facts WHERE hashtext(id) % 4 = 0`,
  `DELETE FROM identities`,
  `UPDATE fact_properties SET accumulates = NOT accumulates`,
];

describe('Whether facts count', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await prepareFacts(open);
  });
  afterAll(() => open.close());

  const viewers: readonly (Identity | undefined)[] = [
    undefined,
    memberIdentity('member_1'),
    memberIdentity('member_2', { roles: [Role.EDITOR] }),
  ];
  const read = async (by: readonly string[], viewer: Identity | undefined): Promise<unknown> => {
    const { data, errors } = await open.query(READ, { by }, viewer);
    expect(errors).toBeUndefined();
    return data?.['factGroups'];
  };
  const readAll = () => Promise.all(viewers.flatMap((viewer) => [[], ['STATUS']].map((by) => read(by, viewer))));
  const change = (sql: string) => onDatabase(open.url, (db) => db.query(sql));

  test(
    'Is the same for each viewer before and after it is decided, and after something changes',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomFacts, async (given) => {
          await storeFacts(open.url, given);
          await change('UPDATE facts SET visible_to = abs(hashtext(id)) % 3');
          for (const sql of CHANGES) {
            await onDatabase(open.url, (db) => decideLeftOut(db));
            expect(await change('SELECT FROM current_facts WHERE left_out IS NULL')).toEqual([]);
            await change(sql);
            const groups = await readAll();
            await change('UPDATE current_facts SET left_out = NULL');
            expect(groups).toEqual(await readAll());
          }
        }),
        { numRuns: 2 * PROPERTY_FACTOR },
      );
    },
    PROPERTY_TIMEOUT,
  );

  test('Is decided by the next run of the job if a transaction writes facts for longer than a run waits', async () => {
    const undecided = async (): Promise<number> =>
      (await change('SELECT FROM current_facts WHERE left_out IS NULL')).length;
    const runJob = () =>
      onDatabase(open.url, (db) => {
        const run: Partial<JobRun> = { payload: {}, write: (work) => db.transaction(work) };
        return leftOutHandler.run(run as JobRun);
      });
    await change('UPDATE current_facts SET left_out = NULL');
    const count = await undecided();
    expect(count).toBeGreaterThan(0);
    await onDatabase(open.url, (db) =>
      db.transaction(async (tx) => {
        await tx.query('DELETE FROM current_facts WHERE false');
        await runJob();
        expect(await undecided()).toBe(count);
      }),
    );
    await runJob();
    expect(await undecided()).toBe(0);
  });
});

import fc from 'fast-check';
import { type DataSource, Entity, type MigrationInterface, PrimaryColumn, Column, type QueryRunner } from 'typeorm';
import { createLogger } from '../runtime/log';
import { encodeCursor, type Order, type PageArguments, readPage } from './page';
import { fetchPage, pagedByKey } from './page-query';
import { openDatabase } from './postgres';
import type { Storage } from './storage';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';

@Entity('things')
class Thing {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column('text')
  readonly box: string;

  @Column('timestamptz')
  readonly madeAt: Date;
}

class Things1700000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'CREATE TABLE things (id text COLLATE "C" PRIMARY KEY, box text NOT NULL, made_at timestamptz NOT NULL)',
    );
  }
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE things');
  }
}

const storage: Storage = { schema: 'things', entities: [Thing], migrations: [Things1700000000000] };

const order = (direction: 'ASC' | 'DESC'): Order => ({
  name: `things ${direction}`,
  direction,
  keys: [
    { sql: 'thing.madeAt', type: 'timestamptz' },
    { sql: 'thing.id', type: 'text' },
  ],
});

/** The values in a cursor, without its version and order. */
const decoded = (cursor = ''): string[] =>
  (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[]).slice(2);

describe('Pages', () => {
  let database: TestDatabase;
  let db: DataSource;
  let statements = 0;

  beforeAll(async () => {
    database = await cloneDatabase('empty', async () => undefined);
    const log = createLogger('things', 'silent');
    db = await openDatabase({ url: database.url, log, poolSize: 2, onStatement: () => (statements += 1) }, storage);
    // Equal times, and times that differ by a microsecond, which a JavaScript date cannot represent.
    await db.query(`INSERT INTO things SELECT 'thing_' || n, 'box_' || n % 3,
      timestamptz '2026-01-01' + (n / 4) * interval '1 microsecond' FROM generate_series(1, 40) n`);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const all = () => db.createQueryBuilder(Thing, 'thing').where('TRUE');

  test('of any size, read in either direction, add up to the whole list', async () => {
    const whole = (await db.query('SELECT id FROM things ORDER BY made_at, id')).map(({ id }: { id: string }) => id);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 17 }),
        fc.boolean(),
        fc.boolean(),
        async (size, backward, descending) => {
          const by = order(descending ? 'DESC' : 'ASC');
          const collected: string[] = [];
          let cursor: string | null = null as string | null;
          do {
            const args: PageArguments = backward ? { last: size, before: cursor } : { first: size, after: cursor };
            const read = await fetchPage(all(), by, readPage(args, by));
            const [nodes, pageInfo] = [read.nodes, await read.pageInfo];
            const ids = nodes.map(({ id }) => id);
            if (backward) collected.unshift(...ids);
            else collected.push(...ids);
            const more = backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
            cursor = more ? (backward ? pageInfo.startCursor : pageInfo.endCursor) : null;
          } while (cursor);
          expect(collected).toEqual(descending ? whole.toReversed() : whole);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('take one statement, and a second one only if the count is selected', async () => {
    statements = 0;
    const page = await fetchPage(all(), order('ASC'), readPage({ first: 5 }, order('ASC')));
    expect(statements).toBe(1);
    expect(await page.totalCount).toBe(40);
    expect(statements).toBe(2);
  });

  test('that are the whole list take no statement for the count', async () => {
    const ofBoxes = (args: PageArguments) => {
      const by = order('ASC');
      const ofBox = { query: all, parent: 'thing.box', parentOf: ({ box }: Thing) => box };
      return pagedByKey<Thing>({ ...ofBox, order: by, page: readPage(args, by) }).load('box_1');
    };
    for (const [args, count] of [
      [{ first: 14 }, 14],
      [{ last: 14 }, 14],
      [{ first: 13 }, 14],
      [{ last: 13 }, 14],
    ] as const) {
      statements = 0;
      const page = await ofBoxes(args);
      expect([await page.totalCount, statements]).toEqual([count, page.nodes.length < count ? 2 : 1]);
    }
    const { endCursor } = await (await ofBoxes({ first: 5 })).pageInfo;
    expect(await (await ofBoxes({ first: 20, after: endCursor })).totalCount).toBe(14);
  });

  test('found by words are counted alike, and other statements may read whole tables again', async () => {
    const page = await fetchPage(all(), order('ASC'), readPage({ first: 5 }, order('ASC')), { hasWords: true });
    const ofBoxes = pagedByKey<Thing>({
      query: all,
      parent: 'thing.box',
      parentOf: ({ box }) => box,
      order: order('ASC'),
      page: readPage({ first: 0 }, order('ASC')),
      hasWords: true,
    });
    const inAll = await Promise.all(
      ['box_0', 'box_1', 'box_2'].map(async (box) => (await ofBoxes.load(box)).totalCount),
    );
    expect([await page.totalCount, inAll.reduce<number>((sum, count) => sum + (count ?? 0), 0)]).toEqual([40, 40]);
    expect(await db.query('SHOW enable_seqscan')).toEqual([{ enable_seqscan: 'on' }]);
  });

  test('without items take no statement but that of the count, unless their position is selected', async () => {
    const by = order('ASC');
    const page = readPage({ first: 0 }, by);
    const ofBox = { query: all, parent: 'thing.box', parentOf: ({ box }: Thing) => box, order: by, page };
    for (const read of [() => fetchPage(all(), by, page), () => pagedByKey<Thing>(ofBox).load('box_1')]) {
      statements = 0;
      const empty = await read();
      expect([empty.nodes, (await empty.totalCount) ?? 0, statements]).toEqual([[], expect.any(Number), 1]);
      const more = { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null };
      expect([await empty.pageInfo, await empty.pageInfo, statements]).toEqual([more, more, 2]);
    }
  });

  test('continue at the same row after rows were added before it', async () => {
    const by = order('ASC');
    const first = await fetchPage(all(), by, readPage({ first: 5 }, by));
    await db.query(`INSERT INTO things VALUES ('thing_0', 'box_9', '2025-01-01')`);
    const next = await fetchPage(all(), by, readPage({ first: 1, after: (await first.pageInfo).endCursor }, by));
    await db.query(`DELETE FROM things WHERE id = 'thing_0'`);
    const whole = await fetchPage(all(), by, readPage({ first: 6 }, by));
    expect(next.nodes[0]?.id).toBe(whole.nodes[5]?.id);
  });

  test('of many parents take one statement, and equal the page of each parent, after any row and in any order', async () => {
    const boxes = ['box_0', 'box_1', 'box_2', 'box_unknown'];
    const whole = await fetchPage(all(), order('ASC'), readPage({ first: 100 }, order('ASC')));
    const rows = fc.option(fc.nat(whole.edges.length - 1));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20 }),
        rows,
        fc.boolean(),
        fc.boolean(),
        async (first, row, descending, isView) => {
          const by = order(descending ? 'DESC' : 'ASC');
          const cursor = row === null ? null : encodeCursor(by, decoded(whole.edges[row]?.cursor));
          const page = readPage({ first, after: cursor }, by);
          const loader = pagedByKey<Thing>({
            query: all,
            parent: 'thing.box',
            parentOf: ({ box }) => box,
            order: by,
            page,
            isView,
          });
          statements = 0;
          const pages = await Promise.all(boxes.map((box) => loader.load(box)));
          const positions = await Promise.all(pages.map(async (read) => read.pageInfo));
          expect(statements).toBe(1);
          for (const [index, box] of boxes.entries()) {
            const alone = await fetchPage(all().andWhere('thing.box = :box', { box }), by, page);
            expect(pages[index]?.edges).toEqual(alone.edges);
            expect(positions[index]).toEqual(await alone.pageInfo);
            expect(await pages[index]?.totalCount).toBe(await alone.totalCount);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('have no count above 10,000, whether they are read alone or for many parents', async () => {
    const by = order('ASC');
    const read = { query: all, parent: 'thing.box', parentOf: ({ box }: Thing) => box, order: by };
    const counts = async () => [
      await (await fetchPage(all().andWhere(`thing.box = 'box_many'`), by, readPage({ first: 0 }, by))).totalCount,
      await (await pagedByKey<Thing>({ ...read, page: readPage({ first: 0 }, by) }).load('box_many')).totalCount,
    ];
    const insert = (from: number, to: number) =>
      db.query(`INSERT INTO things SELECT 'many_' || n, 'box_many', now() FROM generate_series($1::int, $2) n`, [
        from,
        to,
      ]);
    await insert(1, 10_000);
    expect(await counts()).toEqual([10_000, 10_000]);
    await insert(10_001, 10_001);
    expect(await counts()).toEqual([null, null]);
    await db.query(`DELETE FROM things WHERE box = 'box_many'`);
  });

  test('cannot be read with the role of another service', async () => {
    const log = createLogger('others', 'silent');
    const other = await openDatabase(
      { url: database.url, log, poolSize: 1 },
      { schema: 'others', entities: [], migrations: [] },
    );
    await expect(other.query('SELECT * FROM things.things')).rejects.toThrow(/permission denied/);
    await other.destroy();
  });
});

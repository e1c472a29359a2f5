import {
  Column,
  type DataSource,
  Entity,
  In,
  type MigrationInterface,
  PrimaryColumn,
  type QueryRunner,
  VirtualColumn,
} from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { createLogger } from '../runtime/log';
import { rowsByKey } from './rows-by-key';
import { openDatabase } from './postgres';
import type { Storage } from './storage';

@Entity('boxes')
class Box {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', nullable: true })
  readonly roomId: string | null;

  @Column('timestamptz')
  readonly madeAt: Date;

  @Column('jsonb')
  readonly labels: readonly string[];

  @Column('numeric', { transformer: { from: Number, to: String } })
  readonly weight: number;

  @Column({ type: 'text', select: false })
  readonly secret: string;

  @VirtualColumn({ type: 'text', query: (box) => `SELECT upper(${box}.id)` })
  readonly label: string;
}

class Boxes1700000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE boxes (id text COLLATE "C" PRIMARY KEY, room_id text, made_at timestamptz NOT NULL,
      labels jsonb NOT NULL, weight numeric NOT NULL, secret text NOT NULL)`);
  }
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE boxes');
  }
}

const storage: Storage = { schema: 'boxes', entities: [Box], migrations: [Boxes1700000000000] };

describe('rowsByKey', () => {
  let database: TestDatabase;
  let db: DataSource;
  const statements: string[] = [];

  beforeAll(async () => {
    database = await cloneDatabase('empty', async () => undefined);
    const log = createLogger('boxes', 'silent');
    db = await openDatabase({ url: database.url, log, onStatement: (sql) => statements.push(sql) }, storage);
    await db.query(`INSERT INTO boxes SELECT 'box_' || n, nullif('room_' || n % 3, 'room_0'),
      timestamptz '2026-01-01' + n * interval '1 day', jsonb_build_array('n', n::text), n / 4.0, 'hidden'
      FROM generate_series(1, 9) n`);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  test('reads the same entities as TypeORM: their types, converted values, virtual columns and nulls, without columns that are not selected', async () => {
    const ids = ['box_3', 'box_1', 'none'];
    const rows = await rowsByKey(db.manager, Box, 'id', { order: { id: 'ASC' } })(ids);
    expect(rows).toEqual(await db.manager.find(Box, { where: { id: In(ids) }, order: { id: 'ASC' } }));
    expect(rows.map(({ id, roomId, weight, label }) => ({ id, roomId, weight, label }))).toEqual([
      { id: 'box_1', roomId: 'room_1', weight: 0.25, label: 'BOX_1' },
      { id: 'box_3', roomId: null, weight: 0.75, label: 'BOX_3' },
    ]);
    expect(rows[0]).toBeInstanceOf(Box);
    expect(rows[0]?.secret).toBeUndefined();
  });

  test('sends one statement, whatever the number of keys, in the given order', async () => {
    const read = rowsByKey(db.manager, Box, 'roomId', { order: { roomId: 'DESC', madeAt: 'DESC' } });
    statements.length = 0;
    expect((await read(['room_1', 'room_2'])).map(({ id }) => id)).toEqual([
      'box_8',
      'box_5',
      'box_2',
      'box_7',
      'box_4',
      'box_1',
    ]);
    expect(await read(['room_2'])).toHaveLength(3);
    expect(await read([])).toEqual([]);
    expect(new Set(statements).size).toBe(1);
  });

  test('reads only rows that meet a condition, whose parameters may occur more than once', async () => {
    const heavierThan = (weight: number) =>
      rowsByKey(db.manager, Box, 'roomId', {
        order: { id: 'ASC' },
        where: {
          table: 'box',
          sql: "box.weight > :weight OR (box.id = :id AND box.weight > :weight - 1 AND box.made_at > '2026-01-01'::timestamptz)",
          parameters: { weight, id: 'box_1', unused: true },
        },
      });
    statements.length = 0;
    expect((await heavierThan(1.2)(['room_1'])).map(({ id }) => id)).toEqual(['box_1', 'box_7']);
    expect((await heavierThan(0.5)(['room_1', 'room_2'])).map(({ id }) => id)).toEqual([
      'box_1',
      'box_4',
      'box_5',
      'box_7',
      'box_8',
    ]);
    expect(new Set(statements).size).toBe(1);
  });

  test('finds values that a query makes of those that are asked for', async () => {
    const findsIn = (asked: string) => `SELECT 'box_' || given.number FROM unnest(${asked}) given (number)`;
    const rows = await rowsByKey(db.manager, Box, 'id', { order: { id: 'ASC' }, findsIn })(['9', '2', 'none']);
    expect(rows.map(({ id }) => id)).toEqual(['box_2', 'box_9']);
  });
});

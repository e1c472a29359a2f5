import type { DataSource, EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { openDatabase } from '../data/postgres';
import { LoggedEvent } from '../event-log/logged-event.entity';
import { createLogger } from '../runtime/log';
import { systemClock } from '../values/clock';
import { ErasedMember } from './erased-member.entity';
import { createErasedMembers, erasureConsumer, lockMember } from './erasure';
import { ErasureMode } from './erasure-mode';

class Notes1764000000000 implements MigrationInterface {
  readonly name = 'Notes1764000000000';
  async up(db: QueryRunner): Promise<void> {
    await createErasedMembers(db);
    await db.query('CREATE TABLE notes (member_id text)');
  }
  async down(): Promise<void> {}
}

const storage = { schema: 'notes', entities: [ErasedMember], migrations: [Notes1764000000000] };

const event = (memberId: string, mode: unknown): LoggedEvent =>
  Object.assign(new LoggedEvent(), {
    position: 1,
    type: 'MemberErased',
    subject: memberId,
    payload: { mode },
    occurredAt: new Date('2026-03-01T00:00:00Z'),
  });

describe('the erasure of a member', () => {
  let database: TestDatabase;
  let source: DataSource;
  let db: EntityManager;
  const modes: ErasureMode[] = [];
  const consumer = erasureConsumer('membership', async (tx, { memberId, mode }) => {
    modes.push(mode);
    await tx.query('DELETE FROM notes WHERE member_id = $1', [memberId]);
  });

  beforeAll(async () => {
    database = await cloneDatabase('erasure', async () => undefined);
    source = await openDatabase({ url: database.url, log: createLogger('notes', 'silent') }, storage);
    db = source.manager;
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const write = (memberId: string, before: () => Promise<unknown> = async () => undefined) =>
    db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      await before();
      await tx.query('INSERT INTO notes VALUES ($1)', [memberId]);
    });
  const erase = (memberId: string, mode: unknown = ErasureMode.DELETE_CONTENT) =>
    db.transaction((tx) => consumer.handle(tx, [event(memberId, mode)], systemClock));
  const notesOf = async (memberId: string): Promise<number> =>
    (await db.query<unknown[]>('SELECT 1 FROM notes WHERE member_id = $1', [memberId])).length;

  beforeEach(() => modes.splice(0));

  test('deletes what the member wrote, in the given mode, and can be repeated', async () => {
    await write('member_1');
    await write('member_2');
    await erase('member_1', ErasureMode.ANONYMISE_CONTENT);
    await erase('member_1');
    expect(modes).toEqual([ErasureMode.ANONYMISE_CONTENT, ErasureMode.DELETE_CONTENT]);
    expect(await notesOf('member_1')).toBe(0);
    expect(await notesOf('member_2')).toBe(1);
  });

  test('refuses later writes in the name of the member', async () => {
    await erase('member_3');
    await expect(write('member_3')).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(await notesOf('member_3')).toBe(0);
  });

  test('waits for a write in progress, and erases that too', async () => {
    let erased: Promise<unknown> | undefined;
    await write('member_4', async () => {
      erased = erase('member_4');
      await db.query('SELECT pg_sleep(0.1)');
    });
    await erased;
    expect(await notesOf('member_4')).toBe(0);
  });

  test('fails for an unknown mode, and erases nothing', async () => {
    await write('member_5');
    await expect(erase('member_5', 'FORGET')).rejects.toMatchObject({
      message: 'Event 1 (MemberErased of member_5) failed.',
      cause: { message: expect.stringMatching(/at mode/) },
    });
    await expect(write('member_5')).resolves.toBeUndefined();
    expect(await notesOf('member_5')).toBe(2);
  });

  test('can be locked out only in a transaction', async () => {
    await expect(lockMember(db, 'member_6')).rejects.toThrow('in the transaction');
  });
});

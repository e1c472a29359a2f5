import { BACKGROUND_TIMEOUTS } from '../data/timeouts';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { openServiceDatabase } from '../data/postgres';
import type { Storage } from '../data/storage';
import { UserError, UserErrorCode } from '../errors/user-error';
import { createLogger } from '../runtime/log';
import { created, createIdempotencyKeys, createOnce, dropIdempotencyKeys, notCreated } from './create-once';
import { IdempotencyKey } from './idempotency-key.entity';

class Keys1764000000000 implements MigrationInterface {
  readonly name = 'Keys1764000000000';
  async up(db: QueryRunner): Promise<void> {
    await createIdempotencyKeys(db);
    await db.query('CREATE TABLE things (id bigint GENERATED ALWAYS AS IDENTITY, text text)');
  }
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE things');
    await dropIdempotencyKeys(db);
  }
}

/** The service `maker`, which exists in tests only: it creates things. */
const storage: Storage = { schema: 'maker', entities: [IdempotencyKey], migrations: [Keys1764000000000] };

const open = async (url: string): Promise<DataSource> =>
  (
    await openServiceDatabase(
      { url, poolSize: 8, timeouts: BACKGROUND_TIMEOUTS, log: createLogger('maker', 'silent') },
      storage,
    )
  ).dataSource;

describe('A creation with an idempotency key', () => {
  let database: TestDatabase;
  let db: DataSource;
  beforeAll(async () => {
    database = await cloneDatabase('maker', async (url) => (await open(url)).destroy());
    db = await open(database.url);
  });
  afterEach(() => db.query('TRUNCATE idempotency_keys, things'));
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const create = (text: string, { key = 'key', memberId = 'member_1' } = {}) =>
    db.transaction((tx) =>
      createOnce(tx, { memberId, mutation: 'createThing', key, input: { text, idempotencyKey: key } }, async () => {
        if (text === '') return notCreated(new UserError(UserErrorCode.REQUIRED, 'Write a text.', ['text']));
        const [row] = await tx.query<{ id: string }[]>('INSERT INTO things (text) VALUES ($1) RETURNING id', [text]);
        return created(row?.id ?? '');
      }),
    );
  const count = async () => (await db.query<{ count: number }[]>('SELECT count(*)::integer FROM things'))[0]?.count;
  const codes = ({ userErrors }: { readonly userErrors: readonly UserError[] }) => userErrors.map(({ code }) => code);

  test('Creates one thing when it is sent twenty times at once, and all get its id', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => create('one')));
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(results[0]?.id).not.toBeNull();
    expect(await count()).toBe(1);
  });

  test('Is refused with CONFLICT when the key is used with another input', async () => {
    await create('one');
    const second = await create('two');
    expect(second).toMatchObject({ id: null, userErrors: [{ code: 'CONFLICT', field: ['idempotencyKey'] }] });
    expect(await count()).toBe(1);
  });

  test('Does not use up its key when it is refused', async () => {
    expect(codes(await create(''))).toEqual(['REQUIRED']);
    expect(codes(await create('one'))).toEqual([]);
  });

  test('Leaves the key free when its transaction fails', async () => {
    const failing = db.transaction((tx) =>
      createOnce(tx, { memberId: 'member_1', mutation: 'createThing', key: 'key', input: { text: 'one' } }, () =>
        Promise.reject(new Error('No space left.')),
      ),
    );
    await expect(failing).rejects.toThrow('No space left.');
    expect(codes(await create('other'))).toEqual([]);
  });

  test('Does not protect against the same key of another member, or without a key', async () => {
    const ids = [
      await create('one'),
      await create('one', { memberId: 'member_2' }),
      await db.transaction((tx) =>
        createOnce(tx, { memberId: 'member_1', mutation: 'createThing', key: null, input: {} }, async () =>
          created('x'),
        ),
      ),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  test('Is a new creation after 24 hours', async () => {
    await create('one');
    await db.query("UPDATE idempotency_keys SET created_at = now() - interval '25 hours'");
    expect(codes(await create('two'))).toEqual([]);
    expect(await count()).toBe(2);
  });

  test.each([
    ['blank', ' ', 'REQUIRED'],
    ['longer than 200 characters', 'k'.repeat(201), 'TOO_LONG'],
    ['not storable', 'a\0', 'INVALID'],
  ])('Is refused when its key is %s', async (_, key, code) => {
    expect(await create('one', { key })).toMatchObject({ id: null, userErrors: [{ code, field: ['idempotencyKey'] }] });
    expect(await count()).toBe(0);
  });
});

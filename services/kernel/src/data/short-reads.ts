import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, ObjectLiteral, QueryRunner, SelectQueryBuilder } from 'typeorm';

type CreateQueryRunner = DataSource['createQueryRunner'];

/** A connection of the pool that several statements use at the same time. */
interface SharedConnection {
  readonly runner: QueryRunner;
  readonly client: Promise<PoolClient>;
  users: number;
  /** Statements without a result. */
  waiting: number;
  /** Resolves when all statements have their results. */
  readonly done: Promise<void>;
  readonly end: () => void;
}

/** Sends what is written to a connection in one piece, when the work of this turn of the event loop has been done. */
const sendTogether = (client: PoolClient): PoolClient => {
  // The types of `pg` leave the socket out.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
  return client;
};

/**
 * Query runners whose statements share a connection if they start in the same turn of the event loop. They are sent in one piece,
 * PostgreSQL runs them one after the other, and an error of one does not affect the others. They end together, so that what their
 * callers read next is read together too, however the results arrive. Each runner sends one statement, outside of a transaction, on a
 * pool whose clients have the option `pipeline`.
 */
export const shareConnections = (createQueryRunner: CreateQueryRunner): CreateQueryRunner => {
  let current: SharedConnection | null = null;
  const close = (shared: SharedConnection): void => {
    if (current === shared) current = null;
  };
  const open = (): SharedConnection => {
    const runner = createQueryRunner('master');
    const client = runner.connect().then(sendTogether);
    let end = (): void => {};
    const done = new Promise<void>((resolve) => (end = resolve));
    const shared = { runner, client, users: 0, waiting: 0, done, end };
    setImmediate(close, shared);
    return shared;
  };
  const leave = async (shared: SharedConnection): Promise<void> => {
    shared.users -= 1;
    if (shared.users > 0) return;
    close(shared);
    await shared.runner.release();
  };
  return (mode) => {
    const runner = createQueryRunner(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    const release = runner.release.bind(runner);
    let joined: SharedConnection | null = null;
    let isWaiting = false;
    const join = (): SharedConnection => {
      current ??= open();
      current.users += 1;
      current.waiting += 1;
      isWaiting = true;
      return current;
    };
    const stopWaiting = (): void => {
      if (!joined || !isWaiting) return;
      isWaiting = false;
      joined.waiting -= 1;
      if (joined.waiting === 0) joined.end();
    };
    return Object.assign(runner, {
      connect: () => (joined ??= join()).client,
      query: async (...args: unknown[]): Promise<unknown> => {
        try {
          return await query(...args);
        } finally {
          stopWaiting();
          await joined?.done;
        }
      },
      release: async () => {
        // A statement that was not sent must not hold up the others.
        stopWaiting();
        const left = joined;
        joined = null;
        await release();
        if (left) await leave(left);
      },
    });
  };
};

/** The data source of an operation has here the one on which it sends short reads. */
const SHORT_READS = Symbol('short reads');

interface Reading extends DataSource {
  readonly [SHORT_READS]?: DataSource;
}

/** Sets the data source of an operation on which it sends short reads. */
export const setShortReads = (db: DataSource, reads: DataSource): void =>
  void Object.assign(db, { [SHORT_READS]: reads });

/** Not that of a data source which `db` inherits from: it reads something else, such as the past. */
const shortReadsOf = (db: Reading): DataSource => (Object.hasOwn(db, SHORT_READS) ? db[SHORT_READS] : undefined) ?? db;

/**
 * Runs a short read: one by the keys of rows, whose time does not depend on the size of tables. One that may be slow would delay
 * those that it shares its connection with.
 */
export const queryShort = <Rows>(db: EntityManager, sql: string, parameters: readonly unknown[]): Promise<Rows> =>
  db.queryRunner ? db.query<Rows>(sql, [...parameters]) : shortReadsOf(db.dataSource).query<Rows>(sql, [...parameters]);

/** Makes a query a short read, as {@link queryShort}. A query of a transaction stays in it. */
export const asShortRead = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): SelectQueryBuilder<Row> =>
  Object.assign(query, { dataSource: shortReadsOf(query.dataSource) });

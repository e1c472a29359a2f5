import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, ObjectLiteral, QueryRunner, SelectQueryBuilder } from 'typeorm';

type CreateQueryRunner = DataSource['createQueryRunner'];

/** A connection of the pool that several statements use at the same time. */
interface SharedConnection {
  readonly runner: QueryRunner;
  readonly client: Promise<PoolClient>;
  users: number;
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
 * PostgreSQL runs them one after the other, and an error of one does not affect the others. Only for statements outside of a
 * transaction, on a pool whose clients have the option `pipeline`.
 */
export const shareConnections = (createQueryRunner: CreateQueryRunner): CreateQueryRunner => {
  let current: SharedConnection | null = null;
  const close = (shared: SharedConnection): void => {
    if (current === shared) current = null;
  };
  const open = (): SharedConnection => {
    const runner = createQueryRunner('master');
    const shared = { runner, client: runner.connect().then(sendTogether), users: 0 };
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
    const release = runner.release.bind(runner);
    let joined: SharedConnection | null = null;
    const join = (): SharedConnection => {
      current ??= open();
      current.users += 1;
      return current;
    };
    return Object.assign(runner, {
      connect: () => (joined ??= join()).client,
      release: async () => {
        const left = joined;
        joined = null;
        if (left) await leave(left);
        await release();
      },
    });
  };
};

/** The data sources of operations, with those on which they send short reads. */
const shortReads = new WeakMap<DataSource, DataSource>();

/** Sets the data source of an operation on which it sends short reads. */
export const setShortReads = (db: DataSource, reads: DataSource): void => {
  shortReads.set(db, reads);
};

const shortReadsOf = (db: DataSource): DataSource => shortReads.get(db) ?? db;

/**
 * Runs a short read: one by the keys of rows, whose time does not depend on the size of tables. One that may be slow would delay
 * those that it shares its connection with.
 */
export const queryShort = <Rows>(db: EntityManager, sql: string, parameters: readonly unknown[]): Promise<Rows> =>
  db.queryRunner ? db.query<Rows>(sql, [...parameters]) : shortReadsOf(db.dataSource).query<Rows>(sql, [...parameters]);

/** Makes a query a short read, as {@link queryShort}. A query of a transaction stays in it. */
export const asShortRead = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): SelectQueryBuilder<Row> =>
  Object.assign(query, { dataSource: shortReadsOf(query.dataSource) });

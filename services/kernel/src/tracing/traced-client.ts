import type { Client } from 'pg';
import { type HostedConfig, PrimaryClient } from '../data/primary-client';
import type { Tracing } from './tracing';

const textOf = (query: unknown): string | null => {
  if (typeof query === 'string') return query;
  if (typeof query !== 'object' || query === null) return null;
  const { text, submit } = query as { readonly text?: unknown; readonly submit?: unknown };
  // A cursor or a stream ends later than its call.
  return typeof text === 'string' && typeof submit !== 'function' ? text : null;
};

/** `SELECT`, `BEGIN`: the first word of a statement. */
const verbOf = (sql: string): string => /\w+/.exec(sql)?.[0].toUpperCase() ?? 'SQL';

/** A copy has no placeholders: its values are in its text. */
const shownText = (sql: string): string => (verbOf(sql) === 'COPY' ? 'COPY' : sql);

/**
 * A client for a pool of `pg` that makes a span of each statement that is sent within another span. The span has the text of the
 * statement, in which values are placeholders, and no values.
 * @param schema database schema of the service.
 */
export const tracedClient = (tracing: Tracing, schema: string): typeof Client =>
  class TracedClient extends PrimaryClient {
    constructor(config?: string | HostedConfig) {
      super(config);
      const send = this.query.bind(this) as (...args: unknown[]) => unknown;
      const query = (...args: unknown[]): unknown => {
        const sql = textOf(args[0]);
        const hasCallback = typeof args.at(-1) === 'function';
        if (sql === null || hasCallback || !tracing.isInSpan()) return send(...args);
        const attributes = { 'db.system.name': 'postgresql', 'db.namespace': schema, 'db.query.text': shownText(sql) };
        return tracing.inSpan(`${verbOf(sql)} ${schema}`, { kind: 'client', attributes }, async () => send(...args));
      };
      this.query = query as Client['query'];
    }
  };

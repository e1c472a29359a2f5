import { createHash } from 'node:crypto';
import { startGateway } from '@wizness/gateway';
import { BACKGROUND_TIMEOUTS, connectClient, createLogger, deterministicClock } from '@wizness/kernel';
import { readServiceSettings } from '../../command/open-services';

export interface SentStatement {
  readonly service: string;
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** What its transaction set before: a moment of the past, or that no table is read whole. */
  readonly settings?: readonly string[];
}

interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  /** The reads that the services sent for it. */
  readonly statements: readonly SentStatement[];
}

/** A running graph whose statements are recorded. */
export interface RecordedGraph {
  /** Rejects with the errors of the response, if it has any. `token` is that of an API key; by default the caller is a visitor. */
  ask(operation: string, variables?: object, token?: string): Promise<Answer>;
}

/** Runs `work` with all services and a gateway on a database. Consumers and jobs are done before it starts. */
export const withRecordedGraph = async <Result>(
  databaseUrl: string,
  work: (graph: RecordedGraph) => Promise<Result>,
): Promise<Result> => {
  const settings = readServiceSettings({});
  let statements: SentStatement[] = [];
  /** What open transactions have set. */
  const set = new WeakMap<object, readonly string[]>();
  const onStatement = (service: string, sql: string, parameters: readonly unknown[], session: object = {}): void => {
    if (/^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK)\b/.test(sql)) set.delete(session);
    const local = sql.match(/SET LOCAL [^;]+/g);
    if (local) set.set(session, [...(set.get(session) ?? []), ...local]);
    else if (/^\s*(SELECT|WITH)\b/i.test(sql)) {
      statements.push({ service, sql, parameters, settings: set.get(session) ?? [] });
    }
  };
  const gateway = await startGateway({
    log: createLogger('bench', 'silent'),
    publicUrl: settings.membership.publicUrl,
    // Reads are measured, however long they take on a busy machine.
    subgraphTimeoutMs: BACKGROUND_TIMEOUTS.statementMs,
    subgraphs: { mode: 'embedded', databaseUrl, settings, poolSize: 4, timeouts: BACKGROUND_TIMEOUTS, onStatement },
  });
  const ask: RecordedGraph['ask'] = async (query, variables = {}, token) => {
    statements = [];
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Answer['data']; errors?: unknown };
    if (errors) throw new Error(`${query}\n${JSON.stringify(errors)}`);
    return { data, statements };
  };
  try {
    return await work({ ask });
  } finally {
    await gateway.close();
  }
};

const SECRET = 'A'.repeat(43);
/** Those of reading, and those by which moderators, analysts and owners of webhooks are known. */
const SCOPES = ['POSTS_READ', 'FACTS_READ', 'PROFILE_READ', 'COMMENTS_WRITE', 'FACTS_WRITE', 'WEBHOOKS_MANAGE'];

/** Creates an API key of a member that may read everything that they may, with more scopes if given, and returns its text. */
export const createReadKey = async (
  databaseUrl: string,
  memberId: string,
  moreScopes: readonly string[] = [],
): Promise<string> => {
  const id = deterministicClock('2026-11-01T00:00:00Z', memberId).newId('apikey');
  const client = await connectClient(databaseUrl);
  await client.query(
    `INSERT INTO membership.api_keys (id, member_id, name, secret_hash, scopes, created_at)
     VALUES ($1, $2, 'bench', $3, $4, now()) ON CONFLICT DO NOTHING`,
    [id, memberId, createHash('sha256').update(SECRET).digest('hex'), [...SCOPES, ...moreScopes]],
  );
  await client.end();
  return `${id.replace('apikey_', 'wzk_')}_${SECRET}`;
};

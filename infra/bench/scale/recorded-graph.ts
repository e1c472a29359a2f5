import { createHash } from 'node:crypto';
import { startGateway } from '@wizness/gateway';
import { connectClient, createLogger, deterministicClock } from '@wizness/kernel';
import { readServiceSettings } from '../../command/open-services';

export interface SentStatement {
  readonly service: string;
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** It may not read a table whole: `SET LOCAL enable_seqscan = off` came before it. */
  readonly byIndex?: boolean;
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
  // Counts of one operation are sent in parallel.
  let countsByIndex = 0;
  const onStatement = (service: string, sql: string, parameters: readonly unknown[]): void => {
    if (sql === 'SET LOCAL enable_seqscan = off') countsByIndex += 1;
    if (!/^\s*(SELECT|WITH)\b/i.test(sql)) return;
    const byIndex = countsByIndex > 0 && /^SELECT (count|requested\.key)\b/.test(sql);
    if (byIndex) countsByIndex -= 1;
    statements.push({ service, sql, parameters, byIndex });
  };
  const gateway = await startGateway({
    log: createLogger('bench', 'silent'),
    publicUrl: settings.membership.publicUrl,
    subgraphs: { mode: 'embedded', databaseUrl, settings, poolSize: 4, onStatement },
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
const SCOPES = '{POSTS_READ,FACTS_READ,PROFILE_READ}';

/** Creates an API key of a member that may read everything that they may, and returns its text. */
export const createReadKey = async (databaseUrl: string, memberId: string): Promise<string> => {
  const id = deterministicClock('2026-11-01T00:00:00Z', memberId).newId('apikey');
  const client = await connectClient(databaseUrl);
  await client.query(
    `INSERT INTO membership.api_keys (id, member_id, name, secret_hash, scopes, created_at)
     VALUES ($1, $2, 'bench', $3, $4, now()) ON CONFLICT DO NOTHING`,
    [id, memberId, createHash('sha256').update(SECRET).digest('hex'), SCOPES],
  );
  await client.end();
  return `${id.replace('apikey_', 'wzk_')}_${SECRET}`;
};

import { content } from '@wizness/content';
import { readServiceSettings, type ServiceSettings } from '@wizness/infra';
import {
  BACKGROUND_TIMEOUTS,
  createLogger,
  type EventConsumer,
  Role,
  type RunningSubgraph,
  scopesOf,
  type Subgraph,
  systemClock,
} from '@wizness/kernel';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import { execute, parse, validate } from 'graphql';

const CONSUMING: readonly Subgraph[] = [content, partnerships, ratings];

/** The steps at which this process can kill itself, in the order in which an erasure reaches them. */
export const STEPS = [
  'membership: before the member is deleted',
  'membership: before the commit',
  'membership: after the commit',
  ...CONSUMING.flatMap(({ name }) =>
    ['before the transaction', 'during the transaction', 'before the commit', 'after the commit'].map(
      (step) => `${name}: ${step}`,
    ),
  ),
] as const;

const ERASE = 'mutation ($input: EraseAccountInput!) { eraseAccount(input: $input) { erasedAt userErrors { code } } }';
const LOG = createLogger('erasure', 'silent');

const killAt =
  (step: string) =>
  (reached: string): void => {
    if (reached === step) process.kill(process.pid, 'SIGKILL');
  };

/** Time for a transaction to commit once its statements have run. */
const COMMIT_MS = 100;

/** Wraps a consumer's handler so that it calls `reach` before, during and after its transaction. */
const withSteps = (name: string, consumer: EventConsumer, reach: (step: string) => void): EventConsumer['handle'] => {
  const { handle } = consumer;
  return async (tx, events, clock) => {
    reach(`${name}: before the transaction`);
    const runner = tx.queryRunner;
    const query = runner?.query.bind(runner);
    let statements = 0;
    if (runner && query) {
      runner.query = (...parameters: Parameters<typeof query>) => {
        statements += 1;
        if (statements === 4) reach(`${name}: during the transaction`);
        return query(...parameters);
      };
    }
    const handled = await handle.call(consumer, tx, events, clock);
    reach(`${name}: before the commit`);
    setTimeout(() => reach(`${name}: after the commit`), COMMIT_MS);
    return handled;
  };
};

/** Erases the member, unless that is done, and runs the consumers of the service that `step` names. Kills the process at `step`. */
const erase = async (url: string, memberId: string, password: string, step: string): Promise<void> => {
  const reach = killAt(step);
  let erasing = false;
  const opened: { readonly name: string; readonly running: RunningSubgraph }[] = [];
  const onStatement = (sql: string): void => {
    if (!erasing) return;
    if (/DELETE FROM .*members"/.test(sql)) reach('membership: before the member is deleted');
    if (sql === 'COMMIT') reach('membership: before the commit');
  };
  const settings: Readonly<Record<string, unknown>> & ServiceSettings = readServiceSettings();
  const database = { url, poolSize: 3, timeouts: BACKGROUND_TIMEOUTS };
  const owner = await membership.open({
    database: { ...database, onStatement },
    settings: settings.membership,
    log: LOG,
  });
  for (const subgraph of CONSUMING) {
    const { name, consumers } = subgraph;
    for (const consumer of consumers) {
      if (consumer.name === 'erase-members') Object.assign(consumer, { handle: withSteps(name, consumer, reach) });
    }
    opened.push({ name, running: await subgraph.open({ database, settings: settings[name], log: LOG }) });
  }
  erasing = true;
  const { schema } = membership;
  const document = parse(ERASE);
  const [invalid] = validate(schema, document);
  if (invalid) throw invalid;
  const roles = [Role.MEMBER];
  const identity = { memberId, roles, scopes: scopesOf(roles) };
  const { data, errors } = await execute({
    schema,
    document,
    variableValues: { input: { password, mode: 'DELETE_CONTENT' } },
    contextValue: owner.createContext({ identity, clock: systemClock }),
  });
  if (errors && errors[0]?.extensions['code'] !== 'UNAUTHENTICATED') throw errors[0];
  if (data?.['eraseAccount']) reach('membership: after the commit');
  const logs = Object.fromEntries(opened.map(({ name, running }) => [name, running.events]));
  const sources = { ...logs, membership: owner.events };
  // Only this service consumes: the others must still have the erasure to do when their steps come.
  for (const { name, running } of opened) if (step.startsWith(name)) await running.startWork({ sources });
};

const [, , url = '', memberId = '', password = '', step = ''] = process.argv;
if (require.main === module) void erase(url, memberId, password, step);

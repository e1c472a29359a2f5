import { content } from '@wizness/content';
import { createLogger, type EventConsumer, type RunningSubgraph, systemClock } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import { execute, parse } from 'graphql';

const READERS = [content, partnerships, ratings] as const;

/** Where this process kills itself, in the order in which an erasure comes there. */
export const STEPS = [
  'membership: before the member is gone',
  'membership: before the commit',
  'membership: after the commit',
  ...READERS.flatMap(({ name }) =>
    ['before it is handled', 'within', 'before the commit', 'after the commit'].map((step) => `${name}: ${step}`),
  ),
] as const;

const ERASE = 'mutation ($input: EraseAccountInput!) { eraseAccount(input: $input) { erasedAt userErrors { code } } }';
const LOG = createLogger('erasure', 'silent');

const dieAt =
  (step: string) =>
  (here: string): void => {
    if (here === step) process.kill(process.pid, 'SIGKILL');
  };

/** Long enough for a transaction to commit whose work is done. */
const COMMITTED_MS = 100;

/** Lets the erasure in `name` die before, within and after its transaction. */
const reachIn = (name: string, consumer: EventConsumer, reach: (here: string) => void): EventConsumer['handle'] => {
  const { handle } = consumer;
  return async (tx, event, clock) => {
    reach(`${name}: before it is handled`);
    const runner = tx.queryRunner;
    const query = runner?.query.bind(runner);
    let statements = 0;
    if (runner && query) {
      runner.query = (...parameters: Parameters<typeof query>) => {
        statements += 1;
        if (statements === 4) reach(`${name}: within`);
        return query(...parameters);
      };
    }
    await handle.call(consumer, tx, event, clock);
    reach(`${name}: before the commit`);
    setTimeout(() => reach(`${name}: after the commit`), COMMITTED_MS);
  };
};

/** Erases the member, unless that is done, and lets all services follow; dies without a word at `step`. */
const erase = async (url: string, memberId: string, password: string, step: string): Promise<void> => {
  const reach = dieAt(step);
  let erasing = false;
  const opened: { readonly name: string; readonly running: RunningSubgraph }[] = [];
  const onStatement = (sql: string): void => {
    if (!erasing) return;
    if (/DELETE FROM .*members"/.test(sql)) reach('membership: before the member is gone');
    if (sql === 'COMMIT') reach('membership: before the commit');
  };
  const owner = await membership.open({ url, log: LOG, poolSize: 3, onStatement });
  for (const subgraph of READERS) {
    const { name, consumers } = subgraph;
    for (const consumer of consumers) {
      if (consumer.name === 'erase-members') Object.assign(consumer, { handle: reachIn(name, consumer, reach) });
    }
    opened.push({ name, running: await subgraph.open({ url, log: LOG, poolSize: 3 }) });
  }
  erasing = true;
  const { data, errors } = await execute({
    schema: membership.schema,
    document: parse(ERASE),
    variableValues: { input: { password, mode: 'DELETE_CONTENT' } },
    contextValue: owner.createContext({ identity: memberIdentity(memberId), clock: systemClock }),
  });
  if (errors && errors[0]?.extensions['code'] !== 'UNAUTHENTICATED') throw errors[0];
  if (data?.['eraseAccount']) reach('membership: after the commit');
  const logs = Object.fromEntries(opened.map(({ name, running }) => [name, running.events]));
  const sources = { ...logs, membership: owner.events };
  // The one that is to die alone: another must not be through before its own turn to die comes.
  for (const { name, running } of opened) if (step.startsWith(name)) await running.startWork({ sources });
};

const [, , url = '', memberId = '', password = '', step = ''] = process.argv;
if (require.main === module) void erase(url, memberId, password, step);

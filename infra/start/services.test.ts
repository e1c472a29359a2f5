import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { cloneGraphDatabase, type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { REPOSITORY } from '../folders';
import { processIdentity } from '../postgres/process-identity';

const PORTS = ['PORT', 'CONTENT_PORT', 'MEMBERSHIP_PORT', 'PARTNERSHIPS_PORT', 'RATINGS_PORT'];

let database: TestDatabase;
let parent: ChildProcess;
let output: string;

/** Ids of the processes that the log says were started as `name`, oldest first. */
const processesOf = (name: string): number[] =>
  [...output.matchAll(new RegExp(`"process":"${name}","processId":(\\d+)`, 'g'))].map(([, id]) => Number(id));

const isRunning = (id: number | undefined): boolean => id !== undefined && processIdentity(id) !== null;

beforeAll(async () => {
  database = await cloneGraphDatabase('start-services', async () => undefined);
  output = '';
  parent = spawn(process.execPath, [join('infra', 'dist', 'start', 'services.js')], {
    cwd: REPOSITORY,
    env: {
      DATABASE_URL: database.url,
      LOG_LEVEL: 'info',
      ALLOWED_ORIGIN: 'http://a.test',
      ...Object.fromEntries(PORTS.map((name) => [name, '0'])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [parent.stdout, parent.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  await waitUntil(() => output.includes('Ctrl+C stops it.') || parent.exitCode !== null);
});
afterAll(async () => {
  if (parent.exitCode === null && parent.signalCode === null) {
    parent.kill('SIGTERM');
    await once(parent, 'exit');
  }
  await database.drop();
});

const ask = async (): Promise<unknown> => {
  const url = /Wizness Graph is up: (\S+)/.exec(output)?.[1];
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ posts(first: 1) { nodes { id } } members(first: 1) { nodes { id } } }' }),
  });
  return response.json();
};
const EMPTY = { data: { posts: { nodes: [] }, members: { nodes: [] } } };

test('All programs start on free ports, and a misspelled setting is reported once', async () => {
  expect(output).toContain('Wizness Graph is up: http://127.0.0.1:');
  expect(await ask()).toEqual(EMPTY);
  expect(output.match(/ALLOWED_ORIGIN is not a setting/g)).toHaveLength(1);
});

test.each(['content', 'gateway'])(
  'A %s that is killed is started again, and the log says how it ended',
  async (name) => {
    const [first] = processesOf(name);
    expect(isRunning(first)).toBe(true);
    process.kill(first ?? 0, 'SIGKILL');
    await waitUntil(() => processesOf(name).length === 2);
    expect(output).toMatch(new RegExp(`"process":"${name}","how":"signal SIGKILL",[^\\n]*will be started again`));
    await waitUntil(async () => {
      const answer = await ask().catch(() => null);
      return JSON.stringify(answer) === JSON.stringify(EMPTY);
    });
  },
);

test('No child process survives when the parent is killed', async () => {
  const children = ['content', 'membership', 'partnerships', 'ratings', 'gateway'].map((name) =>
    processesOf(name).at(-1),
  );
  expect(children.filter(isRunning)).toHaveLength(5);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await waitUntil(() => !children.some(isRunning));
});

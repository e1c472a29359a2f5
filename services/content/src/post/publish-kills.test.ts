import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { content, type ContentContext } from '@wizness/content';
import { memberIdentity, type OpenSubgraph, openSubgraph, waitUntil } from '@wizness/kernel/testing';
import { idOf } from '../../test/support/samples';
import { newPost, writePost } from '../../test/support/write-posts';

const ADA = memberIdentity(idOf('member', 1));
/** By which the processes are killed. */
const UNTIL_DUE_MS = 2000;

describe('A post that is published at a time', () => {
  let open: OpenSubgraph<ContentContext>;
  const processes: ChildProcess[] = [];
  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(async () => {
    await Promise.all(processes.map(kill));
    await open.close();
  });

  const start = async (): Promise<ChildProcess> => {
    const program = [
      '--import',
      'tsx',
      '--conditions=source',
      join(__dirname, '../../test/support/content-process.ts'),
    ];
    const child = spawn(process.execPath, [...program, open.url], {
      cwd: join(__dirname, '../../../..'),
      env: { TSX_TSCONFIG_PATH: 'tsconfig.base.json' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    processes.push(child);
    if (child.stdout) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    return child;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const publications = async (id: string): Promise<number> =>
    (await open.events.read(0, 1000)).filter(({ subject, type }) => subject === id && type === 'PostPublished').length;

  test('Is published once, late, when three processes were killed before its time and others start after it', async () => {
    const three = await Promise.all([start(), start(), start()]);
    const { id } = await writePost(open, 'createPost', newPost(), ADA);
    const at = new Date(Date.now() + UNTIL_DUE_MS);
    await writePost(open, 'publishPost', { id, at: at.toISOString() }, ADA);
    await Promise.all(three.map(kill));
    await pause(Math.max(0, at.getTime() - Date.now() + 500));
    expect(await publications(id)).toBe(0);
    const restarted = Date.now();
    await Promise.all([start(), start()]);
    await waitUntil(async () => (await publications(id)) > 0);
    const { data } = await open.query('query ($id: ID!) { post(id: $id) { status publishedAt } }', { id }, ADA);
    const { status, publishedAt } = data?.['post'] as { status: string; publishedAt: string };
    expect(status).toBe('PUBLISHED');
    expect(Date.parse(publishedAt)).toBeGreaterThanOrEqual(restarted);
    expect(await publications(id)).toBe(1);
  });
});

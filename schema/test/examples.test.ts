import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '@wizness/kernel/testing';
import { SCHEMA_FOLDER } from '../src/files';
import { openWebhookGraph, type WebhookGraph } from './support/webhooks';

const EXAMPLES = join(SCHEMA_FOLDER, '../infra/examples');

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const NODE = ['Node', process.execPath, true] as const;
const PYTHON = ['Python', 'python3', has('python3')] as const;

describe('The examples for integrators', () => {
  let open: WebhookGraph;
  let folder: string;
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    open = await openWebhookGraph('embedded', 'examples');
    folder = mkdtempSync(join(tmpdir(), 'wizness-examples-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map(kill));
    await open.sql('DELETE FROM content.webhooks');
  });
  afterAll(async () => {
    await open.close();
    rmSync(folder, { recursive: true });
  });

  const kill = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  /** Starts an example. Its lines are added to `lines`. */
  const start = (program: string, file: string, parameters: readonly string[], lines: string[]): ChildProcess => {
    const child = spawn(program, [join(EXAMPLES, file), ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(child);
    let rest = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
    });
    return child;
  };

  describe.each([NODE, PYTHON].filter(([, , isHere]) => isHere))('in %s', (language, program) => {
    const name = language.toLowerCase();
    const [subscribe, receive] =
      language === 'Node' ? ['subscribe.mjs', 'receive-webhook.mjs'] : ['subscribe.py', 'receive_webhook.py'];

    test('The subscriber gets each post once, although it is killed', async () => {
      const file = join(folder, `${language}.cursor`);
      const parameters = [`${open.graph.url}/graphql`, file];
      const lines: string[] = [];
      const first = start(program, subscribe, parameters, lines);
      await waitUntil(async () => existsSync(file));
      await open.publish([`${name}-one`]);
      await waitUntil(async () => lines.length === 1);
      await waitUntil(async () => existsSync(file) && !existsSync(`${file}.new`));
      await kill(first);
      await open.publish([`${name}-two`, `${name}-three`]);
      start(program, subscribe, parameters, lines);
      await waitUntil(async () => new Set(lines).size === 3);
      await open.publish([`${name}-four`]);
      await waitUntil(async () => new Set(lines).size === 4);
      const titles = lines.map((line) => line.split(' ')[1]);
      expect(new Set(titles)).toEqual(new Set(['one', 'two', 'three', 'four'].map((word) => `${name}-${word}`)));
      expect(new Set(lines).size).toBe(4);
    });

    test('The receiver takes what is signed, once, and nothing else', async () => {
      const { id } = await open.create('http://127.0.0.1:1/');
      const rotated = await open.mutate('rotateWebhookSecret', 'WebhookInput', { id }, 'secret');
      const { secret } = rotated.data?.['result'] as { secret: string };
      const lines: string[] = [];
      start(program, receive, ['0', secret], lines);
      await waitUntil(async () => lines.length === 1);
      const url = `http://127.0.0.1:${lines[0]?.split(' ').at(-1)}/`;
      await open.mutate('updateWebhook', 'UpdateWebhookInput', { id, url }, 'webhook { id }');
      await open.publish([`${name}-signed`]);
      await waitUntil(async () => lines.length === 2);
      expect(lines[1]).toMatch(new RegExp(`^postevent_\\d+ post\\.published content\\.\\d{16} .*${name}-signed`));
      await waitUntil(async () => (await open.deliveries()).nodes[0]?.['status'] === 'SUCCEEDED');
      const [delivery] = (await open.deliveries()).nodes;
      await open.mutate(
        'redeliverWebhook',
        'RedeliverWebhookInput',
        { deliveryId: delivery?.['id'] },
        'delivery { id }',
      );
      await waitUntil(async () => (await open.deliveries()).nodes[1]?.['status'] === 'SUCCEEDED');
      const forged = {
        'webhook-id': 'x',
        'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
        'webhook-signature': 'v1,AAAA',
      };
      expect((await fetch(url, { method: 'POST', headers: forged, body: '{}' })).status).toBe(400);
      expect(lines).toHaveLength(2);
    });
  });

  (has('curl') ? describe : describe.skip)('with curl', () => {
    test('The poller gets each entry once, and nothing if there is nothing new', async () => {
      const file = join(folder, 'poll.cursor');
      const poll = async (): Promise<string[]> => {
        const lines: string[] = [];
        const child = start('sh', 'poll.sh', [`${open.graph.url}/graphql`, file], lines);
        const [code] = await once(child, 'close');
        expect(code).toBe(0);
        const pages = lines.map((line) => JSON.parse(line) as { data: { postEvents: { nodes: { id: string }[] } } });
        return pages.flatMap(({ data }) => data.postEvents.nodes.map(({ id }) => id));
      };
      const before = await poll();
      expect(new Set(before).size).toBe(before.length);
      await open.publish(['polled-one', 'polled-two']);
      const after = await poll();
      expect(after).toHaveLength(2);
      expect(before).not.toContain(after[0]);
      expect(await poll()).toEqual([]);
    });
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithNats } from '@wizness/kernel/testing';
import { buildSchema, parse, validate } from 'graphql';
import { REPOSITORY } from '../folders';
import { runScript } from '../test/support/run-script';
import { POLL, SUBSCRIPTION } from './graphql-readers';

const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

describeOnLinux('Clients that follow the post log', () => {
  test('Get each event once and in order while the product is killed, connections are cut and the supergraph is replaced', async () => {
    const options = ['--posts', '60', '--kills', '1', '--swaps', '2', '--seed', '1', '--layout', 'one-process'];
    const { code, out, err } = await runScript('live/main.js', options, {});
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /60 events once and in order for graphql-ws, .* a webhook receiver: 1 kills, \d+ connections cut, 2 supergraphs/,
    );
  });
});

/** Where nats-server may be. */
const NATS_PATH = '/usr/local/bin:/usr/sbin:/usr/bin';

describeWithNats('Clients that follow the post log with NATS', () => {
  test('Get each event once and in order while NATS is killed, emptied and suspended', async () => {
    const options = ['--posts', '60', '--kills', '0', '--swaps', '0', '--nats', '3', '--seed', '1'];
    const { code, out, err } = await runScript('live/main.js', [...options, '--layout', 'one-process'], {
      PATH: NATS_PATH,
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/60 events once and in order for graphql-ws, .* a webhook receiver: .*(, NATS \w+){3}\n$/);
  });
});

test('What the clients send matches the schema', () => {
  const schema = buildSchema(readFileSync(join(REPOSITORY, 'schema', 'api.graphql'), 'utf8'));
  for (const document of [SUBSCRIPTION, POLL]) expect(validate(schema, parse(document))).toEqual([]);
});

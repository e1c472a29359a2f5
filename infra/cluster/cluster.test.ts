import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { REPOSITORY } from '../folders';
import { runScript } from '../test/support/run-script';
import { DOCUMENTS } from './writer';

const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

describeOnLinux('A cluster', () => {
  test('Loses no request while processes are replaced, and nothing acknowledged while the primary is lost', async () => {
    const { code, out, err } = await runScript(
      'cluster/main.js',
      [
        '--posts',
        '20',
        '--rolls',
        '1',
        '--rolled',
        'content,gateway',
        '--faults',
        '0',
        '--promotions',
        '1',
        '--seed',
        '1',
      ],
      {},
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/[1-9]\d* requests while all processes of content, gateway were replaced, none lost/);
    expect(out).toMatch(/\d+ posts and [1-9]\d* ratings acknowledged, none lost, each read by its writer: 2 faults/);
    expect(out).toMatch(/Each event once and in order for graphql-ws, .* a webhook receiver/);
  });
});

test('What the writers of a cluster send matches the schema', () => {
  const schema = buildSchema(readFileSync(join(REPOSITORY, 'schema', 'api.graphql'), 'utf8'));
  for (const document of Object.values(DOCUMENTS)) expect(validate(schema, parse(document))).toEqual([]);
});

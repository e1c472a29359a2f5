import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { REPOSITORY } from '../folders';
import { runScript } from '../test/support/run-script';
import { seededRandom } from '../random';
import { MUTATIONS } from './writer';

const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

describeOnLinux('Chaos', () => {
  test('After random faults the graph recovers by itself, and everything that it has acknowledged is there', async () => {
    const { code, out, err } = await runScript(
      'chaos/main.js',
      ['--rounds', '3', '--seed', '1', '--layout', 'one-process'],
      {},
    );
    expect({ code, err, found: out.match(/No recovery.*|missing.*/g) }).toEqual({ code: 0, err: '', found: null });
    expect(out).toMatch(/one-process: 3 rounds, \d+ processes killed, [1-9]\d* writes acknowledged, 0 lost/);
  });
});

test('What the writers send matches the schema', () => {
  const schema = buildSchema(readFileSync(join(REPOSITORY, 'schema', 'api.graphql'), 'utf8'));
  for (const mutation of Object.values(MUTATIONS)) expect(validate(schema, parse(mutation))).toEqual([]);
});

test('The same seed gives the same choices, within their limits', () => {
  const choices = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 200 }, () => random.integer(3, 9));
  };
  expect(choices(5)).toEqual(choices(5));
  expect(choices(5)).not.toEqual(choices(6));
  expect(new Set(choices(5))).toEqual(new Set([3, 4, 5, 6, 7, 8, 9]));
  expect(() => seededRandom(1).pick([])).toThrow('nothing to choose from');
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from '@wizness/kernel/testing';
import { composeContract } from '../src/compose';
import { operationNames, readCommitted, readOperation, SCHEMA_FOLDER, type SchemaFiles } from '../src/files';
import { goldensOf } from '../src/goldens';
import { MODES, startGraph } from '../src/graph';
import { demoDatabase, openBothModes, quiet } from './support/graphs';

const SUBGRAPHS = ['content', 'membership', 'partnerships', 'ratings'].map((name) => `subgraphs/${name}.graphql`);

describe('the committed contract', () => {
  let composed: SchemaFiles;

  beforeAll(() => {
    composed = composeContract();
  });

  test.each([...SUBGRAPHS, 'supergraph.graphql', 'api.graphql'])('%s is what the code says', (path) => {
    expect(composed.get(path)).toBe(readCommitted(path));
  });

  test('is all that the code says, and no more', () => {
    expect([...composed.keys()].toSorted()).toEqual([...SUBGRAPHS, 'supergraph.graphql', 'api.graphql'].toSorted());
    expect(readdirSync(join(SCHEMA_FOLDER, 'subgraphs')).map((file) => `subgraphs/${file}`)).toEqual(SUBGRAPHS);
  });
});

describe.each(MODES)('the example operations, %s', (mode) => {
  let database: TestDatabase;
  let made: SchemaFiles;

  beforeAll(async () => {
    database = await demoDatabase();
    const graph = await startGraph({ mode, databaseUrl: database.url, log: quiet });
    try {
      made = await goldensOf(graph, readCommitted('supergraph.graphql') ?? '');
    } finally {
      await graph.close();
    }
  });
  afterAll(() => database.drop());

  test.each(operationNames())('%s is answered as committed, without an error', (name) => {
    const answer = made.get(`operations/${name}.json`) ?? '';
    expect(answer).toBe(readCommitted(`operations/${name}.json`));
    expect(Object.keys(JSON.parse(answer))).toEqual(['data']);
  });

  test.each(operationNames())('%s is planned as committed', (name) => {
    expect(made.get(`operations/${name}.plan`)).toBe(readCommitted(`operations/${name}.plan`));
  });

  // Between processes each fetch has a context of its own, so there may be more statements; answers are the same.
  if (mode === 'remote') return;

  test.each(operationNames())('%s costs the statements that are committed', (name) => {
    expect(made.get(`operations/${name}.sql`)).toBe(readCommitted(`operations/${name}.sql`));
  });
});

test('every example operation has the same bytes in both modes', async () => {
  const graphs = await openBothModes();
  try {
    for (const name of operationNames()) {
      const { status, errors } = await graphs.ask(readOperation(name));
      expect({ name, status, errors }).toEqual({ name, status: 200, errors: undefined });
    }
  } finally {
    await graphs.close();
  }
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { composeContract } from '../src/compose';
import { printJsonSchemas } from '../src/json-schemas';
import {
  mutationNames,
  operationNames,
  readCommitted,
  readOperation,
  SCHEMA_FOLDER,
  type SchemaFiles,
} from '../src/files';
import { goldensOf } from '../src/goldens';
import { MODES, startGraph } from '../src/graph';
import { demoDatabase, openBothModes, silentLog } from './support/graphs';

const SUBGRAPHS = catalogue.map(({ name }) => `subgraphs/${name}.graphql`).toSorted();

describe('The committed contract', () => {
  let composed: SchemaFiles;

  beforeAll(() => {
    composed = composeContract();
  });

  test.each([...SUBGRAPHS, 'supergraph.graphql', 'api.graphql'])('%s matches the code', (path) => {
    expect(composed.get(path)).toBe(readCommitted(path));
  });

  test.each(['events.json', 'claims.schema.json'])('%s equals what the code generates', (path) => {
    expect(printJsonSchemas().get(path)).toBe(readCommitted(path));
  });

  test('Has exactly the files that the code generates', () => {
    expect([...composed.keys()].toSorted()).toEqual([...SUBGRAPHS, 'supergraph.graphql', 'api.graphql'].toSorted());
    expect(
      readdirSync(join(SCHEMA_FOLDER, 'subgraphs'))
        .map((file) => `subgraphs/${file}`)
        .toSorted(),
    ).toEqual(SUBGRAPHS);
  });
});

describe.each(MODES)('The example operations (%s)', (mode) => {
  let database: TestDatabase;
  let generated: SchemaFiles;

  beforeAll(async () => {
    database = await demoDatabase();
    // Not from a standby, whose state is asked for with statements of its own.
    const graph = await startGraph({ mode, databaseUrl: database.url, log: silentLog });
    try {
      generated = await goldensOf(graph, readCommitted('supergraph.graphql') ?? '');
    } finally {
      await graph.close();
    }
  });
  afterAll(() => database.drop());

  test.each([...operationNames(), ...mutationNames()])('%s returns the committed response without errors', (name) => {
    const response = generated.get(`operations/${name}.json`) ?? '';
    expect(response).toBe(readCommitted(`operations/${name}.json`));
    expect(Object.keys(JSON.parse(response))).toEqual(['data']);
  });

  test.each([...operationNames(), ...mutationNames()])('%s has the committed query plan', (name) => {
    expect(generated.get(`operations/${name}.plan`)).toBe(readCommitted(`operations/${name}.plan`));
  });

  // In remote mode each fetch has its own context, so there may be more statements for the same response.
  if (mode === 'remote') return;

  test.each(operationNames())('%s runs the committed SQL statements', (name) => {
    expect(generated.get(`operations/${name}.sql`)).toBe(readCommitted(`operations/${name}.sql`));
  });
});

test('Every example operation returns the same bytes in both modes', async () => {
  const graphs = await openBothModes();
  try {
    for (const name of operationNames()) {
      const { status, errors } = await graphs.execute(readOperation(name));
      expect({ name, status, errors }).toEqual({ name, status: 200, errors: undefined });
    }
  } finally {
    await graphs.close();
  }
});

import { createLogger } from '@wizness/kernel';
import { createGeneration, warmUp } from './generation';
import { readExamples, readSupergraph } from './schema-files';

test('The log says how many of the likely operations are not valid in a new supergraph, and the others are planned', async () => {
  const lines: string[] = [];
  const log = createLogger('gateway', 'warn', { write: (line: string) => lines.push(line) });
  const lookups: boolean[] = [];
  const metrics = {
    operationEnded: () => undefined,
    fetchEnded: () => undefined,
    planFound: (isCached: boolean) => lookups.push(isCached),
    answerFound: () => undefined,
    breakerChanged: () => undefined,
    supergraphLoaded: () => undefined,
  };
  const generation = createGeneration(readSupergraph(), { log, metrics });
  const examples = readExamples();
  // A subscription is planned when it runs, as a query of its own.
  await warmUp(generation, [...examples, 'subscription { postPublished { id } }'], log);
  expect(lookups).toHaveLength(examples.length);
  expect(lines).toEqual([]);
  await warmUp(generation, ['{ noSuchField }', 'query {', '{ viewer { __typename } }'], log);
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ level: 40, invalid: 2, operations: 3 }]);
});

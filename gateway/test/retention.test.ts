import type { Subgraph } from '@wizness/kernel';
import { startGateway } from '../src/server';
import { quiet, testDatabase } from './support/gateways';
import { posts, scores, supergraph } from './support/two-subgraphs';

test('Embedded services keep their events for the given number of days, which defaults to 30', async () => {
  const database = await testDatabase();
  const retentionDays: unknown[] = [];
  const observed = (subgraph: Subgraph): Subgraph => ({
    ...subgraph,
    open: async (settings) => {
      const running = await subgraph.open(settings);
      return {
        ...running,
        startWork: (work) => {
          retentionDays.push(work.eventRetentionDays);
          return running.startWork(work);
        },
      };
    },
  });
  const subgraphs = {
    mode: 'embedded',
    databaseUrl: database.url,
    poolSize: 1,
    settings: {},
    services: [observed(posts), observed(scores)],
  } as const;
  for (const eventRetentionDays of [7, undefined]) {
    const options = { publicUrl: 'http://127.0.0.1:4000', supergraph, examples: [], log: quiet };
    const gateway = await startGateway({ ...options, subgraphs: { ...subgraphs, eventRetentionDays } });
    await gateway.close();
  }
  await database.drop();
  expect(retentionDays).toEqual([7, 7, 30, 30]);
});

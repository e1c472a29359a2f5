import type { Subgraph } from '@wizness/kernel';
import { startGateway } from '../src/server';
import { quiet, testDatabase } from './support/gateways';
import { posts, scores, supergraph } from './support/two-subgraphs';

test('the services in this process keep their events for as long as is set, or 30 days', async () => {
  const database = await testDatabase();
  const told: unknown[] = [];
  const watched = (subgraph: Subgraph): Subgraph => ({
    ...subgraph,
    open: async (settings) => {
      const running = await subgraph.open(settings);
      return {
        ...running,
        startWork: (surroundings) => {
          told.push(surroundings.eventRetentionDays);
          return running.startWork(surroundings);
        },
      };
    },
  });
  const subgraphs = {
    mode: 'embedded',
    databaseUrl: database.url,
    poolSize: 1,
    settings: {},
    services: [watched(posts), watched(scores)],
  } as const;
  for (const eventRetentionDays of [7, undefined]) {
    const chosen = { publicUrl: 'http://127.0.0.1:4000', supergraph, examples: [], log: quiet };
    const gateway = await startGateway({ ...chosen, subgraphs: { ...subgraphs, eventRetentionDays } });
    await gateway.close();
  }
  await database.drop();
  expect(told).toEqual([7, 7, 30, 30]);
});

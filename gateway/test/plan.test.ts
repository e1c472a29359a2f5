import { createPlanner } from '../src/supergraph/plan';
import { startEmbedded, testDatabase } from './support/gateways';
import { supergraph } from './support/two-subgraphs';

const QUERY = '{ post(id: "a") { title score } }';
const PLAN = `QueryPlan {
  Sequence {
    Fetch(service: "posts") {
      {
        post(id: "a") {
          __typename
          id
          title
        }
      }
    },
    Flatten(path: "post") {
      Fetch(service: "scores") {
        {
          ... on Post {
            __typename
            id
          }
        } =>
        {
          ... on Post {
            score
          }
        }
      },
    },
  },
}`;

test('a plan is told without running it', () => {
  expect(createPlanner(supergraph)(QUERY)).toBe(PLAN);
});

test('the gateway plans the same, and tells of the plan of each operation that it runs', async () => {
  const database = await testDatabase();
  const plans: string[] = [];
  const gateway = await startEmbedded(database, { onPlan: (plan) => plans.push(plan) });
  await gateway.ask(QUERY);
  await gateway.close();
  await database.drop();
  expect(plans).toEqual([PLAN]);
});

test('what does not fit the schema has no plan', () => {
  expect(() => createPlanner(supergraph)('{ post(id: "a") { colour } }')).toThrow(/colour/);
});

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

test('A planner returns the query plan of an operation without running it', () => {
  expect(createPlanner(supergraph)(QUERY)).toBe(PLAN);
});

test('The gateway makes the same plan, and passes it to onPlan', async () => {
  const database = await testDatabase();
  const plans: string[] = [];
  const gateway = await startEmbedded(database, { onPlan: (plan) => plans.push(plan) });
  await gateway.ask(QUERY);
  await gateway.close();
  await database.drop();
  expect(plans).toEqual([PLAN]);
});

test('The planner throws for an operation that does not match the schema', () => {
  expect(() => createPlanner(supergraph)('{ post(id: "a") { colour } }')).toThrow(/colour/);
});

import { createPlanner } from '../src/supergraph/plan';
import { startEmbedded, testDatabase } from './support/gateways';
import { supergraph } from './support/two-subgraphs';

const QUERY = '{ post(id: "a") { title score } }';
const PLAN = `2 requests in 2 waves

wave 1: 1 request
  posts
      {
        w_0: post(id: "a") {
          __typename
          title
          id
        }
      }

wave 2: 1 request
  scores
    _entities into w_0
      from ... on Post { __typename id }
      query ($representations: [_Any!]!) {
        _entities(representations: $representations) {
          ... on Post {
            score
          }
        }
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

import { type Choose, randomOperation, simpleLiteral, withClashingAliases } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { ORACLE_RUNS, ORACLE_SEED } from '../support/environment';
import { federate, PLANNERS } from './support/federation';
import { resetShop, shop } from './support/shop';

const graph = federate(shop);

/** Values of keys, some of which no product has. */
const KEYS: Readonly<Record<string, (choose: Choose) => string>> = {
  id: (choose) => `"p${1 + choose(3)}"`,
  sku: (choose) => `"s${1 + choose(3)}"`,
};

const isFaulty = ({ errors = [] }: { readonly errors?: readonly unknown[] }): boolean => errors.length > 0;

test.each(['query', 'mutation'] as const)(
  `${ORACLE_RUNS} random operations of the kind %s (seed ${ORACLE_SEED}) have the same answer and effect with both planners and in the stock executor`,
  async (kind) => {
    const property = fc.asyncProperty(fc.gen(), async (generate) => {
      const choose = (max: number): number => generate(fc.nat, { max });
      const { clashing, unique, variables, aliases } = randomOperation({
        schema: graph.apiSchema,
        choose,
        kind,
        literalFor: (type, _, argument) => KEYS[argument]?.(choose) ?? simpleLiteral(type, choose),
        maxDepth: 6,
      });
      const expected = await graph.askStock(unique, variables);
      const effect = resetShop();
      for (const planner of PLANNERS) {
        const answer = await graph.ask(planner, clashing, variables);
        const data = withClashingAliases(expected.data, aliases);
        expect({ planner, clashing, data: answer.data }).toEqual({ planner, clashing, data });
        expect({ clashing, isFaulty: isFaulty(answer) }).toEqual({ clashing, isFaulty: isFaulty(expected) });
        expect({ planner, clashing, effect: resetShop() }).toEqual({ planner, clashing, effect });
      }
    });
    await fc.assert(property, { numRuns: ORACLE_RUNS, seed: ORACLE_SEED, endOnFailure: true });
  },
  3_600_000,
);

/** What the stock executor answers wrongly. If one of these tests fails, the defect was corrected: remove it from the list. */
describe('A known defect of the stock executor', () => {
  test('is that an alias with the name of a key is answered with the key', async () => {
    const query = '{ best { id: name reviews { stars } } }';
    expect((await graph.ask('hive', query)).data).toEqual({ best: { id: 'Poems', reviews: [] } });
    expect((await graph.askStock(query)).data).not.toEqual({ best: { id: 'Poems', reviews: [] } });
  });

  test('is that an object of which every field is skipped is null', async () => {
    const query =
      'query ($yes: Boolean!) { best @include(if: $yes) { ... @include(if: $yes) { name @skip(if: $yes) } } }';
    expect((await graph.ask('hive', query, { yes: true })).data).toEqual({ best: {} });
    expect((await graph.askStock(query, { yes: true })).data).toEqual({ best: null });
  });
});

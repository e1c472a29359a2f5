import { parse } from 'graphql';
import { readSubgraphTypes } from '../check/subgraph-types';
import { createFindHazard } from './hive-hazards';

const GRAPHS = 'enum join__Graph { A @join__graph(name: "a", url: "") B @join__graph(name: "b", url: "") }';

/** Finds the hazard in an operation on a type `Part` of two subgraphs. */
const finderFor = (part: string) => {
  const findHazard = createFindHazard(readSubgraphTypes(parse(`${GRAPHS} ${part}`)));
  return (operation: string): string | null => findHazard(parse(operation));
};

describe("Hive's planner is not asked", () => {
  test('for a field with @requires of a subgraph with a key that another one lacks, or a field that requires it', () => {
    const hazardIn =
      finderFor(`type Part @join__type(graph: A, key: "id") @join__type(graph: B, key: "id") @join__type(graph: B, key: "code") {
      id: ID! code: ID! @join__field(graph: B) size: Int @join__field(graph: A) @join__field(graph: B, external: true)
      area: Int @join__field(graph: B, requires: "size") price: Int @join__field(graph: A, requires: "area") colour: String }`);
    expect(hazardIn('{ parts { code size colour } }')).toBeNull();
    expect(hazardIn('{ parts { area } }')).toBe('area');
    expect(hazardIn('{ parts { ... on Part { price } } }')).toBe('area');
  });

  test('where a field that is required below the first level is selected with other arguments', () => {
    const hazardIn = finderFor(`type Part @join__type(graph: A, key: "id") @join__type(graph: B, key: "id") {
      id: ID! box: Box @join__field(graph: A) @join__field(graph: B, external: true)
      inch: Int @join__field(graph: B, requires: "box { size(unit: 1) }") cm: Int @join__field(graph: B, requires: "box { size(unit: 2) }") }
    type Box @join__type(graph: A) @join__type(graph: B) { size(unit: Int): Int @join__field(graph: A) label: String }`);
    expect(hazardIn('{ parts { inch box { label } } }')).toBeNull();
    expect(hazardIn('{ parts { inch box { w_0: size(unit: 2) } } }')).toBeNull();
    expect(hazardIn('{ parts { inch cm } }')).toBe('size');
    expect(hazardIn('{ parts { inch box { size } } }')).toBe('size');
  });
});

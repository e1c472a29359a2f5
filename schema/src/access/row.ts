import type { Scenario } from './scenario/scenario';
import type { ServiceName } from './scenario/services';

/** One line of the access table: an operation of one service. */
export interface Row {
  readonly service: ServiceName;
  /** The root field, or the type that is resolved by reference: `Query.post`, `_entities Post`. */
  readonly name: string;
  readonly operation: string;
  readonly variables?: (scenario: Scenario) => Record<string, unknown>;
}

/** A row that resolves references: `fields` of the entity `type`, for each of `ids`. */
export const entityRow = (
  service: ServiceName,
  type: string,
  fields: string,
  ids: (scenario: Scenario) => readonly string[],
  key = 'id',
): Row => ({
  service,
  name: `_entities ${type}`,
  operation: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${fields} } } }`,
  variables: (scenario) => ({ representations: ids(scenario).map((id) => ({ __typename: type, [key]: id })) }),
});

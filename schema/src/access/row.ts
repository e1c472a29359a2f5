import type { ServiceName, World } from './scenario/scenario';

/** One line of the table: something that can be asked of one service. */
export interface Row {
  readonly service: ServiceName;
  /** The root field that it asks, or the type that it resolves by reference: `Query.post`, `_entities Post`. */
  readonly name: string;
  readonly operation: string;
  readonly variables?: (world: World) => Record<string, unknown>;
}

/** A row that resolves references: `fields` of the entity `type`, one for each of `ids`. */
export const entityRow = (
  service: ServiceName,
  type: string,
  fields: string,
  ids: (world: World) => readonly string[],
  key = 'id',
): Row => ({
  service,
  name: `_entities ${type}`,
  operation: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${fields} } } }`,
  variables: (world) => ({ representations: ids(world).map((id) => ({ __typename: type, [key]: id })) }),
});

import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';

/** What organisations, people, programmes and partnerships have in common. Each of their tables has these columns. */
@InterfaceType({ description: 'Anything that facts are about.' })
export abstract class FactSubject {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;

  @Field(() => String, { description: 'Short unique name, as in a web address. It never changes.' })
  readonly slug: string;

  @Field(() => Int, {
    description:
      'Version of its data, from 1: how often editors and analysts changed it. Pass it as `expectedVersion`. Imports only add to it, and are not counted: they may be of posts that the caller cannot read.',
  })
  readonly version: number;

  /** The name for readers of French. The field `name(lang)` is in the resolver. */
  readonly name: string;
}

@ObjectType({ description: 'A further limit of a statement, such as a network or a population.' })
export class Dimension {
  @Field(() => String, { description: 'Name of the dimension: `network`.' })
  readonly name: string;

  @Field(() => String, { description: 'Value: `agents`.' })
  readonly value: string;
}

/** Dimensions as stored in a jsonb column. */
export type DimensionValues = Readonly<Record<string, string>>;

/** Ordered by name. */
export const dimensionsOf = (values: DimensionValues): Dimension[] =>
  Object.entries(values)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

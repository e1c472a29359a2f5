import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';

/** What organisations, people, programmes and partnerships have in common; each of their tables has these columns. */
@InterfaceType({ description: 'Anything that facts are about.' })
export abstract class FactSubject {
  @Field(() => ID, { description: 'Id; its prefix tells its kind.' })
  readonly id: string;

  /** The name that stands where no language is asked for. The field `name(lang)` is in the resolver. */
  readonly name: string;
}

@ObjectType({ description: 'A further limit on what a statement is about, such as a network or a population.' })
export class Dimension {
  @Field(() => String, { description: 'What is limited: `network`.' })
  readonly name: string;

  @Field(() => String, { description: 'To what: `agents`.' })
  readonly value: string;
}

/** Dimensions as a jsonb column holds them. */
export type DimensionValues = Readonly<Record<string, string>>;

/** In the order of their names, whatever order they were given in. */
export const dimensionsOf = (values: DimensionValues): Dimension[] =>
  Object.entries(values)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

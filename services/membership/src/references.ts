import { Directive, Field, ID, ObjectType } from 'type-graphql';

// Described in the words of its owner: the graph shows one description of a type, and it may be the one given here.
/** Owned by partnerships; here, whom members work for. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', { description: 'An organisation, under whatever name it has or had.' })
export class OrganisationReference {
  @Field(() => ID, { description: 'Id; its prefix tells its kind.' })
  readonly id: string;
}

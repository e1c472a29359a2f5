import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by partnerships; here, whom members work for. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', { description: 'An organisation, as far as its members are concerned.' })
export class OrganisationReference {
  @Field(() => ID, { description: 'Id of the organisation.' })
  readonly id: string;
}

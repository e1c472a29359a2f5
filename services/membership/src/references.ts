import { Directive, Field, ID, ObjectType } from 'type-graphql';

// Described in the words of their owners: the graph shows one description of a type, and it may be the one given here.

/** Owned by partnerships; here, whom members work for and follow. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', { description: 'An organisation, with its present and past names.' })
export class OrganisationReference {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** Owned by content; here, what members follow. */
@Directive('@key(fields: "id")')
@ObjectType('Topic', { description: 'A subject that posts are filed under.' })
export class TopicReference {
  @Field(() => ID, { description: 'Id of the topic.' })
  readonly id: string;
}

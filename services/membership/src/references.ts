import { Directive, Field, ID, ObjectType } from 'type-graphql';

// Descriptions are copied from the owning service: composition requires that all subgraphs describe a type alike.

/** Owned by partnerships. Members work for organisations and follow them. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', { description: 'An organisation, with its present and past names.' })
export class OrganisationReference {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** Owned by content. Members follow topics. */
@Directive('@key(fields: "id")')
@ObjectType('Topic', { description: 'A topic of posts.' })
export class TopicReference {
  @Field(() => ID, { description: 'Id of the topic.' })
  readonly id: string;
}

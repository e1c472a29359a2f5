import { Directive, Field, ID, ObjectType } from 'type-graphql';

// Descriptions are copied from the owning service: composition requires that all subgraphs describe a type alike.

/** Owned by partnerships. Members work for organisations and follow them. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', { description: 'An organisation, with its present and past names.' })
export class OrganisationReference {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** Owned by content. Notifications point to posts. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Post', { description: 'A post of any kind.' })
export class PostReference {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** Owned by content. Notifications point to comments. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Comment', { description: 'A comment by a member on a post, or a reply to another comment.' })
export class CommentReference {
  @Field(() => ID, { description: 'Id of the comment.' })
  readonly id: string;
}

/** Owned by ratings. Notifications point to ratings. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Rating', { description: 'The score that a member gave a subject, with an optional review.' })
export class RatingReference {
  @Field(() => ID, { description: 'Id of the rating.' })
  readonly id: string;
}

/** Owned by content. Members follow topics. */
@Directive('@key(fields: "id")')
@ObjectType('Topic', { description: 'A topic of posts.' })
export class TopicReference {
  @Field(() => ID, { description: 'Id of the topic.' })
  readonly id: string;
}

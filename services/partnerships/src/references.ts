import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node/node.types';

/** Owned by content. Facts can be cited from it. */
@Directive('@key(fields: "id")')
@ObjectType('Post', { implements: Node, description: 'A post of any kind.' })
export class PostReference implements Node {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** Owned by content. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Comment', {
  implements: Node,
  description: 'A comment by a member on a post, or a reply to another comment.',
})
export class CommentReference implements Node {
  @Field(() => ID, { description: 'Id of the comment.' })
  readonly id: string;
}

/** Owned by content. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Topic', { implements: Node, description: 'A topic of posts.' })
export class TopicReference implements Node {
  @Field(() => ID, { description: 'Id of the topic.' })
  readonly id: string;
}

/** Owned by content. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('EventSeries', { implements: Node, description: 'A series of events under one name.' })
export class EventSeriesReference implements Node {
  @Field(() => ID, { description: 'Id of the series.' })
  readonly id: string;
}

/** Owned by membership. The member who recorded a fact. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Member', { implements: Node, description: 'A person who joined the community.' })
export class MemberReference implements Node {
  @Field(() => ID, { description: 'Id of the member.' })
  readonly id: string;
}

/** Owned by ratings. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Rating', {
  implements: Node,
  description: 'The score that a member gave a subject, with an optional review.',
})
export class RatingReference implements Node {
  @Field(() => ID, { description: 'Id of the rating.' })
  readonly id: string;
}

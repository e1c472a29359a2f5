import { idPrefix, UserError } from '@wizness/kernel';
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Comment } from '../comment/comment.entity';
import { Post } from '../post/post.entity';
import { ReactionKind } from './reaction.enums';

@ObjectType({ description: 'Number of reactions of one kind.' })
export class ReactionCount {
  @Field(() => ReactionKind, { description: 'Kind.' })
  readonly kind: ReactionKind;

  @Field(() => Int, { description: 'Number of members.' })
  readonly count: number;

  @Field(() => Boolean, {
    description:
      'Whether the caller is one of them. False for an anonymous caller and an API key without PROFILE_READ.',
  })
  readonly viewerReacted: boolean;
}

const Reactable = createUnionType({
  name: 'Reactable',
  description: 'What a member can react to.',
  types: () => [Post, Comment] as const,
  resolveType: ({ id }) => (idPrefix(id) === 'post' ? Post : Comment),
});

@InputType({ description: 'A reaction.' })
export class ReactionInput {
  @Field(() => ID, { description: 'Id of a post or comment.' })
  readonly targetId: string;

  @Field(() => ReactionKind, { description: 'Kind.' })
  readonly kind: ReactionKind;
}

const TARGET = { nullable: true, description: 'The post or comment. Null if refused.' };
const USER_ERRORS = { description: 'Errors that the user can correct; empty on success.' };

@ObjectType({ description: 'Result of `addReaction`.' })
export class AddReactionPayload {
  @Field(() => Reactable, TARGET)
  readonly target: Post | Comment | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `removeReaction`.' })
export class RemoveReactionPayload {
  @Field(() => Reactable, TARGET)
  readonly target: Post | Comment | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

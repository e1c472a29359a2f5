import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Comment } from '../comment/comment.entity';
import type { ContentContext } from '../context';
import { Post } from '../post/post.entity';
import { AddReactionPayload, ReactionCount, ReactionInput, RemoveReactionPayload } from './reaction.types';

const REACTIONS = { description: 'Reactions, one entry per kind, in a fixed order.' };

@Resolver(() => Post)
export class PostReactionsResolver {
  @FieldResolver(() => [ReactionCount], REACTIONS)
  reactions(@Root() { id }: Post, @Ctx() { loaders }: ContentContext) {
    return loaders.reactionsTo(id);
  }
}

@Resolver(() => Comment)
export class CommentReactionsResolver {
  @FieldResolver(() => [ReactionCount], REACTIONS)
  reactions(@Root() { id }: Comment, @Ctx() { loaders }: ContentContext) {
    return loaders.reactionsTo(id);
  }
}

@Resolver()
export class ReactionMutationsResolver {
  @Mutation(() => AddReactionPayload, { description: 'Adds a reaction. No effect if it is there.' })
  addReaction(
    @Arg('input', () => ReactionInput, { description: 'The reaction.' }) input: ReactionInput,
    @Ctx() { reactions }: ContentContext,
  ) {
    return reactions.add(input);
  }

  @Mutation(() => RemoveReactionPayload, { description: 'Takes a reaction back. No effect if there is none.' })
  removeReaction(
    @Arg('input', () => ReactionInput, { description: 'The reaction.' }) input: ReactionInput,
    @Ctx() { reactions }: ContentContext,
  ) {
    return reactions.remove(input);
  }
}

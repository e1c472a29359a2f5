import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field, Int } from 'type-graphql';
import { Comment } from './comment.entity';
import { CommentOrder } from './comment.enums';

export const CommentConnection = connectionType('Comment', () => Comment, { items: 'comments' });

@ArgsType()
export class CommentsArguments extends ForwardPageArguments {
  @Field(() => CommentOrder, {
    nullable: true,
    defaultValue: CommentOrder.OLDEST,
    description: 'Order of the comments. Null: oldest first.',
  })
  readonly orderBy?: CommentOrder | null = CommentOrder.OLDEST;
}

@ArgsType()
export class RepliesArguments extends ForwardPageArguments {
  @Field(() => Int, { defaultValue: 10, nullable: true, description: 'Maximum number of replies, 0 to 100.' })
  override readonly first?: number | null = 10;
}

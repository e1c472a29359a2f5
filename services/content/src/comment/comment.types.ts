import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field } from 'type-graphql';
import { Comment } from './comment.entity';
import { CommentOrder } from './comment.enums';

export const CommentConnection = connectionType('Comment', () => Comment, { items: 'comments' });

@ArgsType()
export class CommentsArguments extends ForwardPageArguments {
  @Field(() => CommentOrder, {
    nullable: true,
    defaultValue: CommentOrder.OLDEST,
    description: 'Order. Null is OLDEST.',
  })
  readonly orderBy?: CommentOrder | null = CommentOrder.OLDEST;
}

import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import { Comment } from './comment.entity';

export enum CommentOrder {
  OLDEST = 'OLDEST',
  NEWEST = 'NEWEST',
}
registerEnumType(CommentOrder, {
  name: 'CommentOrder',
  description: 'Which comments come first.',
  valuesConfig: {
    OLDEST: { description: 'The oldest first.' },
    NEWEST: { description: 'The newest first.' },
  },
});

export const CommentConnection = connectionType('Comment', () => Comment, { items: 'comments' });

@ArgsType()
export class CommentsArguments extends ForwardPageArguments {
  @Field(() => CommentOrder, {
    nullable: true,
    defaultValue: CommentOrder.OLDEST,
    description: 'Which come first; null for the oldest.',
  })
  readonly orderBy?: CommentOrder | null = CommentOrder.OLDEST;
}

@ArgsType()
export class RepliesArguments extends ForwardPageArguments {
  @Field(() => Int, { defaultValue: 10, nullable: true, description: 'How many at most, 0 to 100.' })
  override readonly first?: number | null = 10;
}

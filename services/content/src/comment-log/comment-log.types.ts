import { CursorScalar, DateTimeScalar, ForwardPageArguments, logConnectionType } from '@wizness/kernel';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A new or changed comment of one post. Entries are ordered by `cursor`.' })
export class CommentEvent {
  @Field(() => ID, { description: 'Id of the entry, the same wherever it is read. Prefix `commentevent_`.' })
  readonly id: string;

  @Field(() => CursorScalar, { description: 'Position in the log. Send it as `after` to continue behind this entry.' })
  readonly cursor: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  readonly occurredAt: Date;

  readonly commentId: string;
}

export const CommentEventConnection = logConnectionType('CommentEvent', () => CommentEvent);

const POST_ID = { description: 'Id of the post.' };

@ArgsType()
export class CommentEventsArguments extends ForwardPageArguments {
  @Field(() => ID, POST_ID)
  readonly postId: string;
}

@ArgsType()
export class CommentAddedArguments {
  @Field(() => ID, POST_ID)
  readonly postId: string;

  @Field(() => CursorScalar, { nullable: true, description: 'Continue behind this cursor. Null: only what is new.' })
  readonly after?: string | null;
}

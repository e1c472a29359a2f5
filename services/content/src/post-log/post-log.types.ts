import { CursorScalar, DateTimeScalar, ForwardPageArguments, logConnectionType } from '@wizness/kernel';
import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PostFilter } from '../post/post-filter.types';

export enum PostEventType {
  PUBLISHED = 'PUBLISHED',
  UPDATED = 'UPDATED',
  UNPUBLISHED = 'UNPUBLISHED',
  REMOVED = 'REMOVED',
}
registerEnumType(PostEventType, {
  name: 'PostEventType',
  description: 'Kind of entry in the post log. New kinds may be added.',
  valuesConfig: {
    PUBLISHED: { description: 'A post was published.' },
    UPDATED: { description: 'A published post was changed.' },
    UNPUBLISHED: { description: 'A post was withdrawn or hidden.' },
    REMOVED: { description: 'A post was deleted or removed.' },
  },
});

@ObjectType({
  description: 'An entry of the post log. Entries are ordered by `cursor`; `id` identifies repeated ones.',
})
export class PostEvent {
  @Field(() => ID, { description: 'Id of the entry, the same wherever it is read. Prefix `postevent_`.' })
  readonly id: string;

  @Field(() => CursorScalar, { description: 'Position in the log. Send it as `after` to continue behind this entry.' })
  readonly cursor: string;

  @Field(() => PostEventType, { description: 'What happened.' })
  readonly type: PostEventType;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  readonly occurredAt: Date;

  @Field(() => ID, { description: 'Id of the post.' })
  readonly postId: string;

  @Field(() => Int, { description: 'Revision of the post at that time.' })
  readonly revision: number;
}

export const PostEventConnection = logConnectionType('PostEvent', () => PostEvent);

const FILTER = {
  nullable: true,
  description:
    'Which posts, as they are now. Null is all. Entries of a post that the caller cannot read any more are returned whatever the filter.',
};
const AFTER = { nullable: true, description: 'Continue behind this cursor. Null: only what is new.' };

const TYPES = { nullable: true, description: 'Which kinds of entries. Null is all.' };

@ArgsType()
export class PostEventsArguments extends ForwardPageArguments {
  @Field(() => PostFilter, FILTER)
  readonly filter?: PostFilter | null;

  @Field(() => [PostEventType], TYPES)
  readonly types?: readonly PostEventType[] | null;
}

@ArgsType()
export class PostPublishedArguments {
  @Field(() => PostFilter, FILTER)
  readonly filter?: PostFilter | null;

  @Field(() => CursorScalar, AFTER)
  readonly after?: string | null;
}

@ArgsType()
export class PostEventLoggedArguments extends PostPublishedArguments {
  @Field(() => [PostEventType], TYPES)
  readonly types?: readonly PostEventType[] | null;
}

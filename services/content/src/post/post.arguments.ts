import { ForwardPageArguments, PageArguments } from '@wizness/kernel';
import { ArgsType, Field } from 'type-graphql';
import { PostFilter } from './post-filter.types';
import { PostOrder } from './post.enums';

const FILTER = { nullable: true, description: 'Which posts. Null is all.' };
const ORDER = { nullable: true, defaultValue: PostOrder.NEWEST, description: 'Order. Null is NEWEST.' };

/** What every list of posts can be asked, beside its page. */
export interface PostListArguments {
  readonly filter?: PostFilter | null;
  readonly orderBy?: PostOrder | null;
}

/** Arguments of the root list of posts. */
@ArgsType()
export class PostsArguments extends PageArguments implements PostListArguments {
  @Field(() => PostFilter, FILTER)
  readonly filter?: PostFilter | null;

  @Field(() => PostOrder, ORDER)
  readonly orderBy?: PostOrder | null = PostOrder.NEWEST;
}

/** Arguments of the posts of a member, a topic or a mentioned thing. */
@ArgsType()
export class LinkedPostsArguments extends ForwardPageArguments implements PostListArguments {
  @Field(() => PostFilter, FILTER)
  readonly filter?: PostFilter | null;

  @Field(() => PostOrder, ORDER)
  readonly orderBy?: PostOrder | null = PostOrder.NEWEST;
}

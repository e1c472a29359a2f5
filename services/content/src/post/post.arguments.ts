import { PageArguments } from '@wizness/kernel';
import { ArgsType, Field } from 'type-graphql';
import { PostFilter } from './post-filter.types';
import { PostOrder } from './post-order';

@ArgsType()
export class PostsArguments extends PageArguments {
  @Field(() => PostFilter, { nullable: true, description: 'Conditions. Null: all posts.' })
  readonly filter?: PostFilter | null;

  @Field(() => PostOrder, { nullable: true, description: 'Sort order. Null: newest first.' })
  readonly orderBy?: PostOrder | null;
}

import { PageArguments } from '@wizness/kernel';
import { ArgsType, Field } from 'type-graphql';
import { PostFilter } from './post-filter.types';
import { PostOrder } from './post-order';

@ArgsType()
export class PostsArguments extends PageArguments {
  @Field(() => PostFilter, { nullable: true, description: 'Which posts; null for all.' })
  readonly filter?: PostFilter | null;

  @Field(() => PostOrder, { nullable: true, description: 'How they are sorted; null for the newest first.' })
  readonly orderBy?: PostOrder | null;
}

import { connectionType, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { Post } from '../post/post.entity';
import { Topic } from './topic.entity';
import { TopicOrder } from './topic.enums';

export const TopicConnection = connectionType('Topic', () => Topic, { items: 'topics' });

@ObjectType({ description: 'A passage of a post.' })
export class PostQuote {
  @Field(() => Post, { description: 'The post.' })
  readonly post: Post;

  @Field(() => Int, { description: 'Start in `RichText.source` of its body, in code points.' })
  readonly start: number;

  @Field(() => Int, { description: 'End (exclusive) in `RichText.source` of its body, in code points.' })
  readonly end: number;
}

@InputType({
  description: 'Which topics. All given conditions hold. Null is not a condition. An empty list matches nothing.',
})
export class TopicFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'One of these topics, at most 100. An unknown one is refused.',
  })
  readonly slugs?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in a label of any language, folded. At most 500 characters.',
  })
  readonly text?: string | null;
}

@ArgsType()
export class TopicsArguments extends PageArguments {
  @Field(() => TopicFilter, { nullable: true, description: 'Which topics. Null is all.' })
  readonly filter?: TopicFilter | null;

  @Field(() => TopicOrder, { nullable: true, defaultValue: TopicOrder.SLUG, description: 'Order. Null is SLUG.' })
  readonly orderBy?: TopicOrder | null = TopicOrder.SLUG;
}

import { DateTimeScalar, LanguageTagScalar } from '@wizness/kernel';
import { Field, ID, InputType } from 'type-graphql';
import { PostKind } from './post.enums';

@InputType({ description: 'A span of time; an end that is null is open.' })
export class DateTimeRange {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Not before this; null for no such end.' })
  readonly gte?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this, exclusive; null for no such end.' })
  readonly lt?: Date | null;
}

@InputType({
  description:
    'Which posts. All that is given must hold; what is null does not count; an empty list, of whatever, matches nothing.',
})
export class PostFilter {
  @Field(() => [PostKind], { nullable: true, description: 'Of one of these kinds.' })
  readonly kinds?: readonly PostKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Filed under one of the topics with these slugs.' })
  readonly topicSlugs?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Written by one of these members.' })
  readonly authorIds?: readonly string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'With a mention of one of these organisations, programmes, partnerships, people or members.',
  })
  readonly mentionsIds?: readonly string[] | null;

  @Field(() => [LanguageTagScalar], { nullable: true, description: 'In one of these languages.' })
  readonly langs?: readonly string[] | null;

  @Field(() => DateTimeRange, { nullable: true, description: 'Published within this span.' })
  readonly publishedAt?: DateTimeRange | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of title, summary or body, in French or English, whatever their ending, accents and case. "Quoted" words stand together, `or` is a choice, `-word` excludes. A text without a word matches nothing. At most 500 characters.',
  })
  readonly text?: string | null;

  @Field(() => [PostFilter], { nullable: true, description: 'All of these hold too. Filters nest at most 5 deep.' })
  readonly and?: readonly PostFilter[] | null;

  @Field(() => [PostFilter], { nullable: true, description: 'One of these holds too.' })
  readonly or?: readonly PostFilter[] | null;

  @Field(() => PostFilter, { nullable: true, description: 'This does not hold.' })
  readonly not?: PostFilter | null;
}

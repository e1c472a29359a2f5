import { DateRange, LanguageTagScalar } from '@wizness/kernel';
import { Field, Float, ID, InputType } from 'type-graphql';
import { PostKind, PostStatus } from './post.enums';

@InputType({
  description:
    'Which posts. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class PostFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these posts.' })
  readonly ids?: readonly string[] | null;

  @Field(() => [PostKind], { nullable: true, description: 'One of these kinds.' })
  readonly kinds?: readonly PostKind[] | null;

  @Field(() => [PostStatus], { nullable: true, description: 'One of these states, as far as the caller may see them.' })
  readonly statuses?: readonly PostStatus[] | null;

  @Field(() => [String], { nullable: true, description: 'Filed under one of these topics. An unknown one is refused.' })
  readonly topicSlugs?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Written by one of these members.' })
  readonly authorIds?: readonly string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Mentions one of these organisations, programmes, partnerships, persons or members.',
  })
  readonly mentionsIds?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'An event of one of these series.' })
  readonly seriesIds?: readonly string[] | null;

  @Field(() => [LanguageTagScalar], {
    nullable: true,
    description: 'In one of these languages. A tag of no language is refused.',
  })
  readonly langs?: readonly string[] | null;

  @Field(() => DateRange, { nullable: true, description: 'Published on one of these days.' })
  readonly publishedAt?: DateRange | null;

  @Field(() => DateRange, {
    nullable: true,
    description: 'An event that may take place on one of these days, by EDTF overlap.',
  })
  readonly eventDate?: DateRange | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Average rating of at least this, 1 to 5. Posts without ratings are left out.',
  })
  readonly minRating?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words in title, summary or body, in French or English, folded. "Quoted" words stand together, `or` is a choice, `-word` excludes. A text without words matches nothing. At most 500 characters.',
  })
  readonly text?: string | null;

  @Field(() => [PostFilter], {
    nullable: true,
    description: 'All of these hold. Filters nest at most 5 deep, 50 in all.',
  })
  readonly and?: readonly PostFilter[] | null;

  @Field(() => [PostFilter], { nullable: true, description: 'One of these holds.' })
  readonly or?: readonly PostFilter[] | null;

  @Field(() => PostFilter, { nullable: true, description: 'This does not hold.' })
  readonly not?: PostFilter | null;
}

import { DateTimeScalar, LanguageTagScalar } from '@wizness/kernel';
import { Field, ID, InputType } from 'type-graphql';
import { PostKind } from './post.enums';

@InputType({ description: 'A range of time. A null bound is open.' })
export class DateTimeRange {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Earliest time, inclusive. Null: no lower bound.' })
  readonly gte?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Latest time, exclusive. Null: no upper bound.' })
  readonly lt?: Date | null;
}

@InputType({
  description:
    'Conditions on posts. All given conditions must hold. A null condition is ignored; an empty list matches nothing.',
})
export class PostFilter {
  @Field(() => [PostKind], { nullable: true, description: 'Posts of one of these kinds.' })
  readonly kinds?: readonly PostKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Posts with one of these topics, given by slug.' })
  readonly topicSlugs?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Posts by one of these members.' })
  readonly authorIds?: readonly string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Posts that mention one of these organisations, programmes, partnerships, people or members.',
  })
  readonly mentionsIds?: readonly string[] | null;

  @Field(() => [LanguageTagScalar], { nullable: true, description: 'Posts in one of these languages.' })
  readonly langs?: readonly string[] | null;

  @Field(() => DateTimeRange, { nullable: true, description: 'Posts published in this range.' })
  readonly publishedAt?: DateTimeRange | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of title, summary or body, stemmed in French and English; accents and case are ignored. "Quoted" words must be adjacent, `or` separates alternatives, `-word` excludes. A text without words matches nothing. At most 500 characters.',
  })
  readonly text?: string | null;

  @Field(() => [PostFilter], { nullable: true, description: 'All of these must hold too. At most 5 levels deep.' })
  readonly and?: readonly PostFilter[] | null;

  @Field(() => [PostFilter], { nullable: true, description: 'At least one of these must hold too.' })
  readonly or?: readonly PostFilter[] | null;

  @Field(() => PostFilter, { nullable: true, description: 'This must not hold.' })
  readonly not?: PostFilter | null;
}

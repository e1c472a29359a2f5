import { DecimalScalar, LocalDateScalar } from '@wizness/kernel';
import { Field, ID, InputType } from 'type-graphql';
import { Confidence, FactMeasure, FactRank, FactStatus } from '../fact.enums';

@InputType({ description: 'Days, both ends included.' })
export class DateRange {
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day; null for no beginning.' })
  readonly from?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day; null for no end.' })
  readonly to?: string | null;
}

@InputType({
  description:
    'Which facts. All that is given must hold; null is not given; an empty list matches nothing. `and`, `or` and `not` nest 5 deep at most, with 50 filters in all.',
})
export class FactFilter {
  @Field(() => [ID], { nullable: true, description: 'About one of these subjects.' })
  readonly subjectIds?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of one of these properties, by key.' })
  readonly properties?: readonly string[] | null;

  @Field(() => [FactMeasure], { nullable: true, description: 'With one of these measures.' })
  readonly measures?: readonly FactMeasure[] | null;

  @Field(() => [FactRank], { nullable: true, description: 'With one of these ranks.' })
  readonly ranks?: readonly FactRank[] | null;

  @Field(() => [FactStatus], { nullable: true, description: 'With one of these statuses.' })
  readonly statuses?: readonly FactStatus[] | null;

  @Field(() => Confidence, { nullable: true, description: 'At least this sure.' })
  readonly minConfidence?: Confidence | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Taken from one of these sources, or from a text that reports on one of them.',
  })
  readonly sourceIds?: readonly string[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'A quantity that is surely not below this: its amount, or the lower end of its range. Give `unit` too.',
  })
  readonly valueGte?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'A quantity that is surely not above this: its amount, or the upper end of its range. Give `unit` too.',
  })
  readonly valueLte?: string | null;

  @Field(() => String, { nullable: true, description: 'Counted in this unit, by code.' })
  readonly unit?: string | null;

  @Field(() => DateRange, {
    nullable: true,
    description:
      'May have held on a day of this range. An end that is not known is open; facts without any date are out.',
  })
  readonly validIn?: DateRange | null;

  @Field(() => String, { nullable: true, description: 'Said of this country, ISO 3166-1 alpha-2: `FR`.' })
  readonly country?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'With doubts (true) or without any (false).' })
  readonly hasIssues?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Holds these words in its value or in a quote, in any case and with either apostrophe.',
  })
  readonly text?: string | null;

  @Field(() => [FactFilter], { nullable: true, description: 'Matches all of these.' })
  readonly and?: readonly FactFilter[] | null;

  @Field(() => [FactFilter], { nullable: true, description: 'Matches at least one of these.' })
  readonly or?: readonly FactFilter[] | null;

  @Field(() => FactFilter, { nullable: true, description: 'Does not match this.' })
  readonly not?: FactFilter | null;
}

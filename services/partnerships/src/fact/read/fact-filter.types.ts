import { DateRange, DecimalScalar } from '@wizness/kernel';
import { Field, ID, InputType } from 'type-graphql';
import { Confidence, FactMeasure, FactRank, FactStatus } from '../fact.enums';

@InputType({
  description:
    'Filter for facts. All given conditions must hold. Null is ignored; an empty list matches nothing. `and`, `or` and `not` can be nested 5 deep, with 50 filters in all.',
})
export class FactFilter {
  @Field(() => [ID], { nullable: true, description: 'The subject is one of these.' })
  readonly subjectIds?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'The property is one of these, by key.' })
  readonly properties?: readonly string[] | null;

  @Field(() => [FactMeasure], { nullable: true, description: 'The measure is one of these.' })
  readonly measures?: readonly FactMeasure[] | null;

  @Field(() => [FactRank], { nullable: true, description: 'The rank is one of these.' })
  readonly ranks?: readonly FactRank[] | null;

  @Field(() => [FactStatus], { nullable: true, description: 'The status is one of these. Null: all but RETRACTED.' })
  readonly statuses?: readonly FactStatus[] | null;

  @Field(() => Confidence, { nullable: true, description: 'The confidence is at least this.' })
  readonly minConfidence?: Confidence | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Cited from one of these sources, or from a text that reports on one of them.',
  })
  readonly sourceIds?: readonly string[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The amount, or the lower end of the range, is not below this. Give `unit` too.',
  })
  readonly valueGte?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The amount, or the upper end of the range, is not above this. Give `unit` too.',
  })
  readonly valueLte?: string | null;

  @Field(() => String, { nullable: true, description: 'The unit is this one, by code.' })
  readonly unit?: string | null;

  @Field(() => DateRange, {
    nullable: true,
    description:
      'The fact may have been true on a day in this range. An unknown start or end is open; facts without any date do not match.',
  })
  readonly validIn?: DateRange | null;

  @Field(() => String, { nullable: true, description: 'The country is this one, ISO 3166-1 alpha-2: `FR`.' })
  readonly country?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The fact has issues (true) or none (false).' })
  readonly hasIssues?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value or a quote contains these words. Case and the kind of apostrophe are ignored.',
  })
  readonly text?: string | null;

  @Field(() => [FactFilter], { nullable: true, description: 'All of these match.' })
  readonly and?: readonly FactFilter[] | null;

  @Field(() => [FactFilter], { nullable: true, description: 'At least one of these matches.' })
  readonly or?: readonly FactFilter[] | null;

  @Field(() => FactFilter, { nullable: true, description: 'This does not match.' })
  readonly not?: FactFilter | null;
}

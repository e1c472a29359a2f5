import { DateRange, DecimalScalar } from '@wizness/kernel';
import { Field, ID, InputType } from 'type-graphql';
import { DataIssueCode } from '../../parsing/issue';
import { FactSubjectKind } from '../../subject/subject.enums';
import { Confidence, FactMeasure, FactRank, FactStatus, ValuePresence } from '../fact.enums';

@InputType({
  description:
    'Which facts. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items. An unknown property, unit, country or topic is refused with the nearest known ones.',
})
export class FactFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these versions. Null is not a condition.' })
  readonly ids?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'About one of these subjects. Null is not a condition.' })
  readonly subjectIds?: readonly string[] | null;

  @Field(() => [FactSubjectKind], {
    nullable: true,
    description: 'About one of these kinds of subjects. Null is not a condition.',
  })
  readonly subjectKinds?: readonly FactSubjectKind[] | null;

  @Field(() => [String], { nullable: true, description: 'One of these properties, by key. Null is not a condition.' })
  readonly properties?: readonly string[] | null;

  @Field(() => [FactMeasure], { nullable: true, description: 'One of these measures. Null is not a condition.' })
  readonly measures?: readonly FactMeasure[] | null;

  @Field(() => [ValuePresence], { nullable: true, description: 'With or without a value. Null is not a condition.' })
  readonly presences?: readonly ValuePresence[] | null;

  @Field(() => [FactRank], { nullable: true, description: 'One of these ranks. Null is not a condition.' })
  readonly ranks?: readonly FactRank[] | null;

  @Field(() => [FactStatus], { nullable: true, description: 'One of these states. Null: all but RETRACTED.' })
  readonly statuses?: readonly FactStatus[] | null;

  @Field(() => Confidence, { nullable: true, description: 'At least this sure. Null is not a condition.' })
  readonly minConfidence?: Confidence | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'From one of these sources, or from a text that reports on one of them. Null is not a condition.',
  })
  readonly sourceIds?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Cited from one of these posts. Null is not a condition.' })
  readonly postIds?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Cited from a post under one of these topics. Null is not a condition.',
  })
  readonly topicSlugs?: readonly string[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'A quantity surely not below this, in `unit`. Null is not a condition.',
  })
  readonly valueGte?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'A quantity surely not above this, in `unit`. Null is not a condition.',
  })
  readonly valueLte?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Quantities in this unit, by code; with `valueGte` or `valueLte` also in other units of its dimension, converted. Null is not a condition.',
  })
  readonly unit?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The value is one of these entities. Null is not a condition.' })
  readonly valueIds?: readonly string[] | null;

  @Field(() => DateRange, {
    nullable: true,
    description: 'The value is a date that may be on one of these days, by EDTF overlap. Null is not a condition.',
  })
  readonly valueDate?: DateRange | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The value was said by one of these subjects. Null is not a condition.',
  })
  readonly saidByIds?: readonly string[] | null;

  @Field(() => DateRange, {
    nullable: true,
    description:
      'May have held on one of these days, by EDTF overlap. Facts without a date are left out. Null is not a condition.',
  })
  readonly validIn?: DateRange | null;

  @Field(() => DateRange, {
    nullable: true,
    description:
      'May be due on one of these days, by EDTF overlap. Facts without a due date are left out. Null is not a condition.',
  })
  readonly due?: DateRange | null;

  @Field(() => DateRange, { nullable: true, description: 'Recorded on one of these days. Null is not a condition.' })
  readonly recordedAt?: DateRange | null;

  @Field(() => String, {
    nullable: true,
    description: 'In this country, ISO 3166-1 alpha-2: `FR`. Null is not a condition.',
  })
  readonly country?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'With (true) or without (false) doubts. Null is not a condition.',
  })
  readonly hasIssues?: boolean | null;

  @Field(() => [DataIssueCode], { nullable: true, description: 'With one of these doubts. Null is not a condition.' })
  readonly issueCodes?: readonly DataIssueCode[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in value or quote, folded. At most 500 characters. Null is not a condition.',
  })
  readonly text?: string | null;

  @Field(() => [FactFilter], {
    nullable: true,
    description: 'All of these hold. Filters nest at most 5 deep, 50 in all. Null is not a condition.',
  })
  readonly and?: readonly FactFilter[] | null;

  @Field(() => [FactFilter], { nullable: true, description: 'One of these holds. Null is not a condition.' })
  readonly or?: readonly FactFilter[] | null;

  @Field(() => FactFilter, { nullable: true, description: 'This does not hold. Null is not a condition.' })
  readonly not?: FactFilter | null;
}

import { DecimalScalar, LocalizedTextInput, UserError } from '@wizness/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { FactProperty } from './property.entity';
import { FactValueKind } from './property.enums';
import { Unit } from './property.types';

const LABELS = {
  nullable: true,
  description: 'Labels; replaces all. French and English at least for a new one. Null stays as it is.',
};

@InputType({ description: 'A property. A field that is left out stays as it is.' })
export class SavePropertyInput {
  @Field(() => String, { description: 'Key: a to z, digits, `_`. Created if there is none.' })
  readonly key: string;

  @Field(() => [LocalizedTextInput], LABELS)
  readonly labels?: readonly LocalizedTextInput[] | null;

  @Field(() => [LocalizedTextInput], { nullable: true, description: 'Definitions; replaces all.' })
  readonly definitions?: readonly LocalizedTextInput[] | null;

  @Field(() => FactValueKind, {
    nullable: true,
    description: 'Kind of value. Required for a new one; then it cannot change.',
  })
  readonly valueKind?: FactValueKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'Unit, by code. Required for quantities; then it cannot change.',
  })
  readonly unit?: string | null;

  @Field(() => [String], { nullable: true, description: 'Units that it counts per, by code. At most 10.' })
  readonly per?: readonly string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether more is better. Null: neither.' })
  readonly higherIsBetter?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether values of several subjects may be added. Required for a new one.',
  })
  readonly additive?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether values of several periods may be added. Null stays as it is; no for a new one.',
  })
  readonly accumulates?: boolean | null;
}

@InputType({ description: 'A unit. A field that is left out stays as it is.' })
export class SaveUnitInput {
  @Field(() => String, { description: 'Code, 1 to 50 characters. Created if there is none.' })
  readonly code: string;

  @Field(() => [LocalizedTextInput], LABELS)
  readonly labels?: readonly LocalizedTextInput[] | null;

  @Field(() => String, { nullable: true, description: 'Dimension. Required for a new one; then it cannot change.' })
  readonly dimension?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'How many base units of the dimension it is, more than 0. Null: no conversion.',
  })
  readonly factor?: string | null;
}

const USER_ERRORS = { description: 'What the caller can correct. Empty on success.' };

@ObjectType({ description: 'Result of `saveProperty`.' })
export class SavePropertyPayload {
  @Field(() => FactProperty, { nullable: true, description: 'The property. Null if refused.' })
  readonly property: FactProperty | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `saveUnit`.' })
export class SaveUnitPayload {
  @Field(() => Unit, { nullable: true, description: 'The unit. Null if refused.' })
  readonly unit: Unit | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

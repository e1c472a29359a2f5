import { DecimalScalar, FuzzyDate, LanguageTagScalar, Wording } from '@wizness/kernel';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { Fact } from '../fact.entity';

/** Base of the value types. The columns of the fact hold the value. */
abstract class FactBasedValue {
  constructor(readonly fact: Fact) {}

  get raw(): string {
    return this.fact.raw ?? '';
  }
}

const RAW = { description: 'Words of the quote from which the value was read.' };

@ObjectType({ description: 'A number or a range. It is exact unless `approximate` is true.' })
export class QuantityValue extends FactBasedValue {
  @Field(() => DecimalScalar, { nullable: true, description: 'The number, in `unit`; null for a range.' })
  get amount(): string | null {
    return this.fact.amount;
  }

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Lower end of a range, included; null if there is none, or if it is illegible in the source.',
  })
  get lower(): string | null {
    return this.fact.lower;
  }

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Upper end of a range, included; null if there is none, or if it is illegible in the source.',
  })
  get upper(): string | null {
    return this.fact.upper;
  }

  @Field(() => Boolean, { description: 'Whether the source gives it as approximate ("about").' })
  get approximate(): boolean {
    return this.fact.approximate;
  }

  @Field(() => String, RAW)
  override get raw(): string {
    return super.raw;
  }
}

@ObjectType({ description: 'A date.' })
export class DateValue extends FactBasedValue {
  @Field(() => FuzzyDate, { description: 'The date, as precise as known.' })
  get date(): FuzzyDate {
    return this.fact.dateValue ?? FuzzyDate.unknown(this.fact.raw);
  }

  @Field(() => String, RAW)
  override get raw(): string {
    return super.raw;
  }
}

@ObjectType({ description: 'A text.' })
export class TextValue extends FactBasedValue {
  @Field(() => String, { description: 'The text, verbatim if `wording` is SOURCE.' })
  get text(): string {
    return this.fact.textValue ?? '';
  }

  @Field(() => LanguageTagScalar, { description: 'Language of the text, BCP 47.' })
  get lang(): string {
    return this.fact.textLang ?? 'und';
  }

  @Field(() => Wording, { description: 'Whose words `text` is.' })
  get wording(): Wording {
    return this.fact.wording;
  }

  @Field(() => Boolean, { description: 'Whether the source has it in quotation marks.' })
  get quoted(): boolean {
    return this.fact.quoted;
  }
}

@ObjectType({ description: 'An organisation, person, programme or partnership.' })
export class EntityValue extends FactBasedValue {
  @Field(() => String, RAW)
  override get raw(): string {
    return super.raw;
  }
}

@ObjectType({ description: 'Yes or no.' })
export class BooleanValue extends FactBasedValue {
  @Field(() => Boolean, { description: 'True for yes.' })
  get value(): boolean {
    return this.fact.booleanValue ?? false;
  }

  @Field(() => String, RAW)
  override get raw(): string {
    return super.raw;
  }
}

export const FactValue = createUnionType({
  name: 'FactValue',
  description: 'Value of a fact. Its type depends on the property.',
  types: () => [QuantityValue, DateValue, TextValue, EntityValue, BooleanValue] as const,
});

export type AnyFactValue = QuantityValue | DateValue | TextValue | EntityValue | BooleanValue;

/** Null if there is no value; `presence` states why. */
export const valueOf = (fact: Fact): AnyFactValue | null => {
  if (fact.unitCode !== null) return new QuantityValue(fact);
  if (fact.dateValue !== null) return new DateValue(fact);
  if (fact.textValue !== null) return new TextValue(fact);
  if (fact.entityId !== null) return new EntityValue(fact);
  return fact.booleanValue === null ? null : new BooleanValue(fact);
};

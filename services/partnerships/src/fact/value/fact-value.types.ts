import { DecimalScalar, FuzzyDate, LanguageTagScalar } from '@wizness/kernel';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { Fact } from '../fact.entity';

/** What the value types resolve from: the fact itself, whose columns hold the value. */
abstract class ValueOfFact {
  constructor(readonly fact: Fact) {}

  get raw(): string {
    return this.fact.raw ?? '';
  }
}

const RAW = { description: 'The words of the quote that gave it.' };

@ObjectType({ description: 'A number or a range. An amount alone is exact, unless `approximate`.' })
export class QuantityValue extends ValueOfFact {
  @Field(() => DecimalScalar, { nullable: true, description: 'The number, in `unit`; null for a range.' })
  get amount(): string | null {
    return this.fact.amount;
  }

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Lower end of a range, included; null where it has none, or where the source garbled it.',
  })
  get lower(): string | null {
    return this.fact.lower;
  }

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Upper end of a range, included; null where it has none, or where the source garbled it.',
  })
  get upper(): string | null {
    return this.fact.upper;
  }

  @Field(() => Boolean, { description: 'Whether the source says "about".' })
  get approximate(): boolean {
    return this.fact.approximate;
  }

  @Field(() => String, RAW)
  override get raw(): string {
    return super.raw;
  }
}

@ObjectType({ description: 'A date.' })
export class DateValue extends ValueOfFact {
  @Field(() => FuzzyDate, { description: 'The date as far as it is known.' })
  get date(): FuzzyDate {
    return this.fact.dateValue ?? FuzzyDate.unknown(this.fact.raw);
  }

  @Field(() => String, RAW)
  override get raw(): string {
    return super.raw;
  }
}

@ObjectType({ description: 'Words.' })
export class TextValue extends ValueOfFact {
  @Field(() => String, { description: 'The words, verbatim.' })
  get text(): string {
    return this.fact.textValue ?? '';
  }

  @Field(() => LanguageTagScalar, { description: 'Language of the words.' })
  get lang(): string {
    return this.fact.textLang ?? 'und';
  }

  @Field(() => Boolean, { description: 'Whether the source itself puts them in quotation marks.' })
  get quoted(): boolean {
    return this.fact.quoted;
  }
}

@ObjectType({ description: 'An organisation, person, programme or partnership.' })
export class EntityValue extends ValueOfFact {
  @Field(() => String, RAW)
  override get raw(): string {
    return super.raw;
  }
}

@ObjectType({ description: 'Yes or no.' })
export class BooleanValue extends ValueOfFact {
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
  description: 'What a fact says, by the kind of its property.',
  types: () => [QuantityValue, DateValue, TextValue, EntityValue, BooleanValue] as const,
});

export type AnyFactValue = QuantityValue | DateValue | TextValue | EntityValue | BooleanValue;

/** Null where there is no value: `presence` says why. */
export const valueOf = (fact: Fact): AnyFactValue | null => {
  if (fact.unitCode !== null) return new QuantityValue(fact);
  if (fact.dateValue !== null) return new DateValue(fact);
  if (fact.textValue !== null) return new TextValue(fact);
  if (fact.entityId !== null) return new EntityValue(fact);
  return fact.booleanValue === null ? null : new BooleanValue(fact);
};

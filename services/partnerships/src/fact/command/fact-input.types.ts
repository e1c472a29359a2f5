import { DecimalScalar } from '@wizness/kernel';
import { Field, ID, InputType, Int } from 'type-graphql';
import { IDEMPOTENCY_KEY } from '../../subject/command/input-fields';
import { Confidence, FactMeasure, FactRank, ValuePresence } from '../fact.enums';

const STAYS = { nullable: true, description: 'Null or left out stays as it is.' } as const;
const REASON = { description: 'Why, 1 to 500 characters.' } as const;
const CURRENT_ID = { description: 'Id of the current version.' } as const;

@InputType({ description: 'A quantity. Either `amount`, or one or both ends.' })
export class QuantityInput {
  @Field(() => DecimalScalar, { nullable: true, description: 'The number. Null for a range.' })
  readonly amount?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Lower end, included. Null: open, or no range.' })
  readonly lower?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Upper end, included. Null: open, or no range.' })
  readonly upper?: string | null;

  @Field(() => String, { description: 'Unit, by code. One that the property has.' })
  readonly unit: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether the source says `about`.' })
  readonly approximate: boolean = false;

  @Field(() => String, { nullable: true, description: 'The words of the quote. Null: the whole quote.' })
  readonly raw?: string | null;
}

@InputType({ description: 'A value. Exactly one field, by the kind of the property.' })
export class FactValueInput {
  @Field(() => QuantityInput, { nullable: true, description: 'A quantity. Null for another kind of value.' })
  readonly quantity?: QuantityInput | null;

  @Field(() => String, { nullable: true, description: 'A date, in EDTF. Null for another kind of value.' })
  readonly dateEdtf?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Words, 1 to 2,000 characters. Null for another kind of value.',
  })
  readonly text?: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of an entity. Null for another kind of value.' })
  readonly entityId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Yes or no. Null for another kind of value.' })
  readonly boolean?: boolean | null;
}

@InputType({ description: 'Words of a source that state something.' })
export class CitationInput {
  @Field(() => ID, { description: 'Id of the source.' })
  readonly sourceId: string;

  @Field(() => String, {
    description: 'The words, verbatim, as in the source. They begin and end at a word or number boundary.',
  })
  readonly quote: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Start in `Source.text`, in code points. Null: the only place where the words stand.',
  })
  readonly start?: number | null;
}

@InputType({ description: 'A further limit of a statement.' })
export class DimensionInput {
  @Field(() => String, { description: 'What is limited, 1 to 80 characters.' })
  readonly name: string;

  @Field(() => String, { description: 'To what, 1 to 500 characters.' })
  readonly value: string;
}

@InputType({ description: 'A fact.' })
export class RecordFactInput {
  @Field(() => ID, { description: 'Id of the subject.' })
  readonly subjectId: string;

  @Field(() => String, { description: 'Property, by key.' })
  readonly property: string;

  @Field(() => FactMeasure, { description: 'What the value is.' })
  readonly measure: FactMeasure;

  @Field(() => FactValueInput, {
    nullable: true,
    description: 'The value. Null only if `presence` is UNKNOWN or NONE.',
  })
  readonly value?: FactValueInput | null;

  @Field(() => ValuePresence, { defaultValue: ValuePresence.VALUE, description: 'Whether there is a value.' })
  readonly presence: ValuePresence = ValuePresence.VALUE;

  @Field(() => String, { nullable: true, description: 'Since when, in EDTF. Null: not stated.' })
  readonly validFromEdtf?: string | null;

  @Field(() => String, { nullable: true, description: 'Until when, in EDTF. Null: not stated.' })
  readonly validToEdtf?: string | null;

  @Field(() => String, { nullable: true, description: 'For a target: by when, in EDTF. Null: not stated.' })
  readonly dueEdtf?: string | null;

  @Field(() => String, { nullable: true, description: 'Where, ISO 3166-1 alpha-2. Null: not limited.' })
  readonly country?: string | null;

  @Field(() => [DimensionInput], { nullable: true, description: 'Further limits, at most 10. Null: none.' })
  readonly dimensions?: readonly DimensionInput[] | null;

  @Field(() => [CitationInput], { description: 'Where it is stated, 1 to 50.' })
  readonly citations: readonly CitationInput[];

  @Field(() => Confidence, { defaultValue: Confidence.MEDIUM, description: 'How sure the caller is.' })
  readonly confidence: Confidence = Confidence.MEDIUM;

  @Field(() => String, IDEMPOTENCY_KEY)
  readonly idempotencyKey?: string | null;
}

@InputType({ description: 'Changes to a fact. A field that is left out stays as it is.' })
export class ReviseFactInput {
  @Field(() => ID, CURRENT_ID)
  readonly id: string;

  @Field(() => Int, { description: 'The version that the caller has read.' })
  readonly expectedVersion: number;

  @Field(() => FactValueInput, { nullable: true, description: 'The value. Null or left out stays as it is.' })
  readonly value?: FactValueInput | null;

  @Field(() => ValuePresence, {
    nullable: true,
    description: 'Whether there is a value. UNKNOWN and NONE remove it. Null or left out stays as it is.',
  })
  readonly presence?: ValuePresence | null;

  @Field(() => String, { nullable: true, description: 'Since when, in EDTF. Null: not stated.' })
  readonly validFromEdtf?: string | null;

  @Field(() => String, { nullable: true, description: 'Until when, in EDTF. Null: not stated.' })
  readonly validToEdtf?: string | null;

  @Field(() => String, { nullable: true, description: 'By when, in EDTF. Null: not stated.' })
  readonly dueEdtf?: string | null;

  @Field(() => String, { nullable: true, description: 'Where, ISO 3166-1 alpha-2. Null: not limited.' })
  readonly country?: string | null;

  @Field(() => [CitationInput], {
    nullable: true,
    description: 'Where it is stated, 1 to 50; replaces all. Null or left out stays as it is.',
  })
  readonly citations?: readonly CitationInput[] | null;

  @Field(() => Confidence, STAYS)
  readonly confidence?: Confidence | null;

  @Field(() => String, REASON)
  readonly reason: string;
}

@InputType({ description: 'A rank.' })
export class SetFactRankInput {
  @Field(() => ID, CURRENT_ID)
  readonly id: string;

  @Field(() => FactRank, { description: 'The rank.' })
  readonly rank: FactRank;

  @Field(() => String, REASON)
  readonly reason: string;
}

@InputType({ description: 'Which fact.' })
export class AcceptFactInput {
  @Field(() => ID, CURRENT_ID)
  readonly id: string;
}

@InputType({ description: 'Which fact, and why.' })
export class DisputeFactInput {
  @Field(() => ID, CURRENT_ID)
  readonly id: string;

  @Field(() => String, REASON)
  readonly reason: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of a current fact that contradicts it. Null: none in the graph.',
  })
  readonly contradictedById?: string | null;
}

@InputType({ description: 'Which fact, and why.' })
export class RetractFactInput {
  @Field(() => ID, CURRENT_ID)
  readonly id: string;

  @Field(() => String, REASON)
  readonly reason: string;
}

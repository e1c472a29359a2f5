import { Field, ID, InputType, Int } from 'type-graphql';
import { CitationInput } from '../../fact/command/fact-input.types';
import {
  DISTINCT,
  EXPECTED_VERSION,
  ID_FIELD,
  IDEMPOTENCY_KEY,
  NAMED_IN,
  REASON,
  STAYS,
} from '../../subject/command/input-fields';
import { PartnershipKind } from '../partnership.enums';

@InputType({ description: 'A new partnership.' })
export class CreatePartnershipInput {
  @Field(() => String, { description: 'Name, 1 to 500 characters.' })
  readonly name: string;

  @Field(() => PartnershipKind, { description: 'How they work together.' })
  readonly kind: PartnershipKind;

  @Field(() => String, { nullable: true, description: 'What it is about, 1 to 500 characters. Null: not given.' })
  readonly theme?: string | null;

  @Field(() => [CitationInput], NAMED_IN)
  readonly citations: readonly CitationInput[];

  @Field(() => Boolean, DISTINCT)
  readonly distinct: boolean = false;

  @Field(() => String, IDEMPOTENCY_KEY)
  readonly idempotencyKey?: string | null;
}

@InputType({ description: 'Changes of a partnership. A field that is left out stays as it is.' })
export class UpdatePartnershipInput {
  @Field(() => ID, ID_FIELD)
  readonly id: string;

  @Field(() => Int, EXPECTED_VERSION)
  readonly expectedVersion: number;

  @Field(() => String, STAYS)
  readonly name?: string | null;

  @Field(() => PartnershipKind, STAYS)
  readonly kind?: PartnershipKind | null;

  @Field(() => String, { nullable: true, description: 'What it is about, 1 to 500 characters. Null empties it.' })
  readonly theme?: string | null;

  @Field(() => String, REASON)
  readonly reason: string;
}

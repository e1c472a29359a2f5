import { Field, ID, InputType, Int } from 'type-graphql';
import { CitationInput } from '../../fact/command/fact-input.types';
import {
  DISTINCT,
  EXPECTED_VERSION,
  ID_FIELD,
  IDEMPOTENCY_KEY,
  NAMED_IN,
  REASON,
} from '../../subject/command/input-fields';

const NAME = { description: 'Name, 1 to 500 characters.' } as const;

@InputType({ description: 'A new person.' })
export class CreatePersonInput {
  @Field(() => String, NAME)
  readonly name: string;

  @Field(() => [CitationInput], NAMED_IN)
  readonly citations: readonly CitationInput[];

  @Field(() => Boolean, DISTINCT)
  readonly distinct: boolean = false;

  @Field(() => String, IDEMPOTENCY_KEY)
  readonly idempotencyKey?: string | null;
}

@InputType({ description: 'Changes of a person.' })
export class UpdatePersonInput {
  @Field(() => ID, ID_FIELD)
  readonly id: string;

  @Field(() => Int, EXPECTED_VERSION)
  readonly expectedVersion: number;

  @Field(() => String, NAME)
  readonly name: string;

  @Field(() => String, REASON)
  readonly reason: string;
}

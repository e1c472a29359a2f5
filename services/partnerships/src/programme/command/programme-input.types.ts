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
import { ProgrammeStatus } from '../programme.enums';

@InputType({ description: 'A new programme.' })
export class CreateProgrammeInput {
  @Field(() => String, { description: 'Name, 1 to 500 characters.' })
  readonly name: string;

  @Field(() => ProgrammeStatus, { defaultValue: ProgrammeStatus.UNKNOWN, description: 'State.' })
  readonly status: ProgrammeStatus = ProgrammeStatus.UNKNOWN;

  @Field(() => ID, { nullable: true, description: 'The partnership that runs it. Null: not known.' })
  readonly partnershipId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The programme that it is part of. Null: none.' })
  readonly parentId?: string | null;

  @Field(() => [CitationInput], NAMED_IN)
  readonly citations: readonly CitationInput[];

  @Field(() => Boolean, DISTINCT)
  readonly distinct: boolean = false;

  @Field(() => String, IDEMPOTENCY_KEY)
  readonly idempotencyKey?: string | null;
}

@InputType({ description: 'Changes of a programme. A field that is left out stays as it is.' })
export class UpdateProgrammeInput {
  @Field(() => ID, ID_FIELD)
  readonly id: string;

  @Field(() => Int, EXPECTED_VERSION)
  readonly expectedVersion: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Name to show, 1 to 500 characters. It is still found by the older ones. Null or left out stays as it is.',
  })
  readonly name?: string | null;

  @Field(() => ProgrammeStatus, STAYS)
  readonly status?: ProgrammeStatus | null;

  @Field(() => ID, { nullable: true, description: 'The partnership that runs it. Null: none.' })
  readonly partnershipId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The programme that it is part of. A cycle is refused. Null: none.',
  })
  readonly parentId?: string | null;

  @Field(() => String, REASON)
  readonly reason: string;
}

import { Field, ID, InputType, Int } from 'type-graphql';
import { CitationInput, DimensionInput, QuantityInput } from '../../fact/command/fact-input.types';
import { IDEMPOTENCY_KEY } from '../../subject/command/input-fields';
import { ParticipationRole } from '../participation.enums';

@InputType({ description: 'A participation, or a new version of one.' })
export class RecordParticipationInput {
  @Field(() => ID, { nullable: true, description: 'Id of the organisation. Null: a collective.' })
  readonly organisationId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Words for the collective, 1 to 500 characters. Null with `organisationId`.',
  })
  readonly collective?: string | null;

  @Field(() => QuantityInput, {
    nullable: true,
    description: 'Size of the collective, in the unit `participant`. Null: not stated.',
  })
  readonly count?: QuantityInput | null;

  @Field(() => ID, { description: 'Id of the programme or partnership.' })
  readonly inId: string;

  @Field(() => ParticipationRole, { description: 'Role.' })
  readonly role: ParticipationRole;

  @Field(() => String, { nullable: true, description: 'Since when, in EDTF. Null: not known.' })
  readonly sinceEdtf?: string | null;

  @Field(() => String, { nullable: true, description: 'Until when, in EDTF. Null: not known.' })
  readonly untilEdtf?: string | null;

  @Field(() => [DimensionInput], {
    nullable: true,
    description: 'Which part of the organisation, at most 10. Null: all of it.',
  })
  readonly dimensions?: readonly DimensionInput[] | null;

  @Field(() => [CitationInput], { description: 'Where it is stated, 1 to 50.' })
  readonly citations: readonly CitationInput[];

  @Field(() => ID, {
    nullable: true,
    description: "Id of the participation's fact, to make a new version. Null: a new participation.",
  })
  readonly factId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of that fact that the caller has read. Required with `factId`. Null without it.',
  })
  readonly expectedVersion?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why there is a new version, 1 to 500 characters. Required with `factId`. Null without it.',
  })
  readonly reason?: string | null;

  @Field(() => String, IDEMPOTENCY_KEY)
  readonly idempotencyKey?: string | null;
}

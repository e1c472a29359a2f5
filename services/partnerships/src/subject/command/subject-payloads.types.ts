import { UserError } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Organisation } from '../../organisation/organisation.entity';
import { Participation } from '../../participation/participation.entity';
import { Partnership } from '../../partnership/partnership.entity';
import { Person } from '../../person/person.entity';
import { Programme } from '../../programme/programme.entity';

const USER_ERRORS = { description: 'What the caller can correct. Empty on success.' } as const;
const CANDIDATES = {
  description: 'Existing ones that it may be: of the same name, or with one of the identifiers. At most 10.',
} as const;

@ObjectType({ description: 'Result of `createOrganisation`.' })
export class CreateOrganisationPayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation. Null if refused.' })
  readonly organisation: Organisation | null;

  @Field(() => [Organisation], CANDIDATES)
  readonly candidates: readonly Organisation[];

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `updateOrganisation`.' })
export class UpdateOrganisationPayload {
  @Field(() => Organisation, {
    nullable: true,
    description: 'The organisation, also after STALE_VERSION. Null if not found, or refused.',
  })
  readonly organisation: Organisation | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `createPerson`.' })
export class CreatePersonPayload {
  @Field(() => Person, { nullable: true, description: 'The person. Null if refused.' })
  readonly person: Person | null;

  @Field(() => [Person], CANDIDATES)
  readonly candidates: readonly Person[];

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `updatePerson`.' })
export class UpdatePersonPayload {
  @Field(() => Person, {
    nullable: true,
    description: 'The person, also after STALE_VERSION. Null if not found, or refused.',
  })
  readonly person: Person | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `createProgramme`.' })
export class CreateProgrammePayload {
  @Field(() => Programme, { nullable: true, description: 'The programme. Null if refused.' })
  readonly programme: Programme | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `updateProgramme`.' })
export class UpdateProgrammePayload {
  @Field(() => Programme, {
    nullable: true,
    description: 'The programme, also after STALE_VERSION. Null if not found, or refused.',
  })
  readonly programme: Programme | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `createPartnership`.' })
export class CreatePartnershipPayload {
  @Field(() => Partnership, { nullable: true, description: 'The partnership. Null if refused.' })
  readonly partnership: Partnership | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `updatePartnership`.' })
export class UpdatePartnershipPayload {
  @Field(() => Partnership, {
    nullable: true,
    description: 'The partnership, also after STALE_VERSION. Null if not found, or refused.',
  })
  readonly partnership: Partnership | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `recordParticipation`.' })
export class RecordParticipationPayload {
  @Field(() => Participation, {
    nullable: true,
    description: 'The participation; the current one after STALE_VERSION. Null if not found, or refused.',
  })
  readonly participation: Participation | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

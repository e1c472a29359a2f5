import { LanguageTagScalar, UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { OrganisationReference } from '../references';
import { USER_ERRORS } from '../user-errors-field';
import { Member } from './member.entity';

@ObjectType({ description: 'Where a member works.' })
export class MemberAffiliation {
  @Field(() => OrganisationReference, {
    nullable: true,
    description: 'The organisation; null if partnerships is unavailable.',
  })
  readonly organisation: OrganisationReference | null;

  @Field(() => String, { nullable: true, description: 'Job title of the member there; null if not stated.' })
  readonly title: string | null;

  @Field(() => Boolean, { description: 'Whether the organisation has confirmed the affiliation.' })
  readonly verified: boolean;
}

/** Null for a member who states no organisation. */
export const affiliationOf = (member: Member): MemberAffiliation | null =>
  (member.organisationId && {
    organisation: { id: member.organisationId },
    title: member.organisationTitle,
    verified: member.organisationVerified,
  }) ||
  null;

@InputType({ description: "Changes to the caller's profile. Omitted fields stay unchanged." })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: 'Display name, at most 80 characters. Null is refused.' })
  readonly name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in which members describe themselves, at most 2000 characters; null clears it.',
  })
  readonly bio?: string | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'Language for messages to the member. Null is refused.',
  })
  readonly locale?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Organisation that the member works for, unverified until it confirms; null for none.',
  })
  readonly organisationId?: string | null;

  @Field(() => String, { nullable: true, description: 'Job title there, at most 80 characters; null clears it.' })
  readonly title?: string | null;
}

@ObjectType({ description: 'Result of `updateProfile`.' })
export class UpdateProfilePayload {
  @Field(() => Member, { nullable: true, description: 'The changed member; null on failure.' })
  readonly member: Member | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

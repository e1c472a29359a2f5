import { UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';
import { OrganisationReference } from '../references';
import { USER_ERRORS } from '../user-errors-field';

@ObjectType({ description: 'Where a member works.' })
export class MemberAffiliation {
  @Field(() => OrganisationReference, {
    nullable: true,
    description: 'The organisation; null if partnerships is unavailable.',
  })
  readonly organisation: OrganisationReference | null;

  @Field(() => String, { nullable: true, description: 'Job title of the member there; null if not stated.' })
  readonly title: string | null;

  @Field(() => Boolean, {
    description:
      'Whether an editor has verified it, or the email address of the member is at a domain of the organisation.',
  })
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

@InputType({ description: 'Where the caller works.' })
export class ClaimAffiliationInput {
  @Field(() => ID, { description: 'The organisation that the caller works for or represents.' })
  readonly organisationId: string;

  @Field(() => String, { nullable: true, description: 'Job title there, at most 80 characters. Null for none.' })
  readonly title?: string | null;
}

@InputType({ description: 'An affiliation that a member claims.' })
export class VerifyAffiliationInput {
  @Field(() => ID, { description: 'The member who claims it.' })
  readonly memberId: string;

  @Field(() => ID, { description: 'The organisation, so that a claim that has changed meanwhile is not verified.' })
  readonly organisationId: string;
}

@InputType({ description: 'An affiliation that ends.' })
export class EndAffiliationInput {
  @Field(() => ID, { nullable: true, description: 'The member; another one only for editors. Null: the caller.' })
  readonly memberId?: string | null;
}

@InputType({ description: 'The domains of the email addresses of an organisation.' })
export class SetOrganisationDomainsInput {
  @Field(() => ID, { description: 'The organisation.' })
  readonly organisationId: string;

  @Field(() => [String], {
    description: 'Domains such as `example.org`, at most 20; replaces all. Subdomains are domains of their own.',
  })
  readonly domains: readonly string[];
}

@ObjectType({ description: 'Result of a change of an affiliation.' })
export class AffiliationPayload {
  @Field(() => Member, { nullable: true, description: 'The changed member; null on failure.' })
  readonly member: Member | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `setOrganisationDomains`.' })
export class SetOrganisationDomainsPayload {
  @Field(() => OrganisationReference, { nullable: true, description: 'The organisation; null on failure.' })
  readonly organisation: OrganisationReference | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Member } from '../member/member.entity';
import { OrganisationReference } from '../references';
import {
  AffiliationPayload,
  affiliationOf,
  ClaimAffiliationInput,
  EndAffiliationInput,
  MemberAffiliation,
  SetOrganisationDomainsInput,
  SetOrganisationDomainsPayload,
  VerifyAffiliationInput,
} from './affiliation.types';

@Resolver(() => Member)
export class AffiliationResolver {
  @FieldResolver(() => MemberAffiliation, {
    nullable: true,
    description: 'Where the member works; null if not stated.',
  })
  affiliation(@Root() member: Member) {
    return affiliationOf(member);
  }

  @Mutation(() => AffiliationPayload, {
    description:
      "Claims that the caller works for or represents an organisation, instead of any other. It is verified at once if the caller's email address is at a domain of the organisation.",
  })
  claimAffiliation(
    @Arg('input', () => ClaimAffiliationInput, { description: 'The organisation.' }) input: ClaimAffiliationInput,
    @Ctx() { affiliations }: MembershipContext,
  ) {
    return affiliations.claim(input);
  }

  @Mutation(() => AffiliationPayload, { description: 'Editors: verifies an affiliation that another member claims.' })
  verifyAffiliation(
    @Arg('input', () => VerifyAffiliationInput, { description: 'The claim.' }) input: VerifyAffiliationInput,
    @Ctx() { affiliations }: MembershipContext,
  ) {
    return affiliations.verify(input);
  }

  @Mutation(() => AffiliationPayload, {
    description: "Ends the caller's affiliation; editors also refuse or end that of another member.",
  })
  endAffiliation(
    @Arg('input', () => EndAffiliationInput, { description: 'Whose affiliation.' }) input: EndAffiliationInput,
    @Ctx() { affiliations }: MembershipContext,
  ) {
    return affiliations.end(input);
  }

  @Mutation(() => SetOrganisationDomainsPayload, {
    description:
      'Editors: sets the domains of the email addresses of an organisation, and verifies the claims of members who have one.',
  })
  setOrganisationDomains(
    @Arg('input', () => SetOrganisationDomainsInput, { description: 'The domains.' })
    input: SetOrganisationDomainsInput,
    @Ctx() { affiliations }: MembershipContext,
  ) {
    return affiliations.setDomains(input);
  }
}

@Resolver(() => OrganisationReference)
export class OrganisationDomainsResolver {
  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'Domains of its email addresses, at most 20. Empty for callers who are not editors. Null only if membership is unavailable.',
  })
  async mailDomains(@Root() { id }: OrganisationReference, @Ctx() { loaders }: MembershipContext) {
    return (await loaders.domainsOfOrganisation.load(id)).map(({ domain }) => domain);
  }
}

import { ForwardPageArguments } from '@wizness/kernel';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { OrganisationReference } from '../references';
import { Member } from './member.entity';
import { loadMember } from './member.loader';
import {
  affiliationOf,
  MemberAffiliation,
  MemberConnection,
  MembersArguments,
  UpdateProfileInput,
  UpdateProfilePayload,
} from './member.types';

@Resolver(() => Member)
export class MemberResolver {
  @Query(() => Member, { nullable: true, description: 'A member, by id or by handle; null if there is none.' })
  member(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the member; null to find by handle.' })
    id: string | null,
    @Arg('handle', () => String, { nullable: true, description: 'Handle, in any case; null to find by id.' })
    handle: string | null,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loadMember(loaders, { id, handle });
  }

  @Query(() => MemberConnection, {
    nullable: true,
    description: 'Members by name. Null if membership is unavailable.',
  })
  members(@Args(() => MembersArguments) args: MembersArguments, @Ctx() { loaders }: MembershipContext) {
    return loaders.members(args);
  }

  @Mutation(() => UpdateProfilePayload, { description: "Changes the caller's profile." })
  updateProfile(
    @Arg('input', () => UpdateProfileInput, { description: 'The changes.' }) input: UpdateProfileInput,
    @Ctx() { profiles }: MembershipContext,
  ) {
    return profiles.update(input);
  }

  @FieldResolver(() => MemberAffiliation, {
    nullable: true,
    description: 'Where the member works; null if not stated.',
  })
  affiliation(@Root() member: Member) {
    return affiliationOf(member);
  }
}

@Resolver(() => OrganisationReference)
export class OrganisationMembersResolver {
  @FieldResolver(() => MemberConnection, {
    nullable: true,
    description: 'Members who work for the organisation, by name. Null if membership is unavailable.',
  })
  members(
    @Root() { id }: OrganisationReference,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loaders.membersOfOrganisation(args).load(id);
  }
}

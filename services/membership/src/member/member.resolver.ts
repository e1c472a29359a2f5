import { ForwardPageArguments } from '@wizness/kernel';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { OrganisationReference } from '../references';
import { Member } from './member.entity';
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
  @Query(() => Member, { nullable: true, description: 'One member, by id or by handle; null where there is none.' })
  member(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the member.' }) id: string | null,
    @Arg('handle', () => String, { nullable: true, description: 'Handle of the member, in any case.' }) handle:
      | string
      | null,
    @Ctx() { members }: MembershipContext,
  ) {
    return members.find({ id, handle });
  }

  @Query(() => MemberConnection, {
    nullable: true,
    description: 'Members by name. Null while membership can not tell.',
  })
  members(@Args(() => MembersArguments) args: MembersArguments, @Ctx() { members }: MembershipContext) {
    return members.list(args);
  }

  @Mutation(() => UpdateProfilePayload, { description: 'Changes what the member who asks says of themselves.' })
  updateProfile(
    @Arg('input', () => UpdateProfileInput, { description: 'What changes.' }) input: UpdateProfileInput,
    @Ctx() { profiles }: MembershipContext,
  ) {
    return profiles.update(input);
  }

  @FieldResolver(() => MemberAffiliation, {
    nullable: true,
    description: 'Whom the member works for; null when not said.',
  })
  affiliation(@Root() member: Member) {
    return affiliationOf(member);
  }
}

@Resolver(() => OrganisationReference)
export class OrganisationMembersResolver {
  @FieldResolver(() => MemberConnection, {
    nullable: true,
    description: 'Members who work for the organisation, by name.',
  })
  members(
    @Root() { id }: OrganisationReference,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loaders.membersOfOrganisation(args).load(id);
  }
}

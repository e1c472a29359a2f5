import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { OrganisationReference } from '../references';
import { Member } from './member.entity';
import { loadMember } from './member.loader';
import { MemberConnection, MembersArguments, OrganisationMembersArguments } from './member-list.types';
import { UpdateProfileInput, UpdateProfilePayload } from './member.types';

@Resolver(() => Member)
export class MemberResolver {
  @Query(() => Member, {
    nullable: true,
    description: 'A member by id or handle. Null if there is none. Exactly one argument is given.',
  })
  member(
    @Arg('id', () => ID, { nullable: true, description: 'Id. Null: by handle.' })
    id: string | null,
    @Arg('handle', () => String, { nullable: true, description: 'Handle, in any case. Null: by id.' })
    handle: string | null,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loadMember(loaders, { id, handle });
  }

  @Directive(
    '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @Query(() => MemberConnection, {
    nullable: true,
    description: 'Members. Null only if membership is unavailable.',
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
}

@Resolver(() => OrganisationReference)
export class OrganisationMembersResolver {
  @FieldResolver(() => MemberConnection, {
    nullable: true,
    description: 'Members who work for the organisation. Null only if membership is unavailable.',
  })
  members(
    @Root() { id }: OrganisationReference,
    @Args(() => OrganisationMembersArguments) args: OrganisationMembersArguments,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loaders.membersOfOrganisation(args).load(id);
  }
}

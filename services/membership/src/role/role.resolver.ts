import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Member } from '../member/member.entity';
import { MAX_ROLE_CHANGES } from './role.loader';
import { RoleChange } from './role-change.entity';
import { SetRolesInput, SetRolesPayload } from './role.types';

@Resolver(() => Member)
export class MemberRolesResolver {
  @Mutation(() => SetRolesPayload, { description: 'Administrators: sets the roles of a member.' })
  setRoles(
    @Arg('input', () => SetRolesInput, { description: 'The member and the roles.' }) input: SetRolesInput,
    @Ctx() { roles }: MembershipContext,
  ) {
    return roles.set(input);
  }

  @FieldResolver(() => [RoleChange], {
    description: `Changes of the roles, the newest first, at most ${MAX_ROLE_CHANGES}. Empty unless the caller is the member or an administrator.`,
  })
  roleChanges(@Root() { id }: Member, @Ctx() { loaders }: MembershipContext) {
    return loaders.roleChangesOfMember.load(id);
  }
}

@Resolver(() => RoleChange)
export class RoleChangeResolver {
  @FieldResolver(() => Member, {
    nullable: true,
    description: 'The administrator who changed them; null if it was the operator, or if the administrator was erased.',
  })
  changedBy(@Root() { changedById }: RoleChange, @Ctx() { loaders }: MembershipContext) {
    return changedById && loaders.memberById.load(changedById);
  }
}

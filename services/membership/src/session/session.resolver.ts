import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { MembershipContext } from '../context';
import {
  RefreshSessionInput,
  RefreshSessionPayload,
  SignInInput,
  SignInPayload,
  SignOutInput,
  SignOutPayload,
} from './session.types';

@Resolver()
export class SessionResolver {
  @Directive('@tag(name: "credential")')
  @Mutation(() => SignInPayload, {
    description: 'Opens a session. Beyond 100 sessions of a member, the one that was refreshed least recently ends.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'Email address and password.' }) input: SignInInput,
    @Ctx() { signIns }: MembershipContext,
  ) {
    return signIns.signIn(input);
  }

  @Directive('@tag(name: "credential")')
  @Mutation(() => RefreshSessionPayload, {
    description:
      'Exchanges a refresh token for the next pair. Within 10 s, the same token returns the same successor until that is used. Any other reuse ends the session.',
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The refresh token.' })
    { refreshToken }: RefreshSessionInput,
    @Ctx() { sessions }: MembershipContext,
  ) {
    return sessions.refresh(refreshToken);
  }

  @Mutation(() => SignOutPayload, { description: 'Ends the session of the caller, another one of the member, or all.' })
  signOut(
    @Arg('input', () => SignOutInput, { description: 'The sessions to end.' }) input: SignOutInput,
    @Ctx() { sessions }: MembershipContext,
  ) {
    return sessions.signOut(input);
  }
}

import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { MembershipContext } from '../context';
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  RegisterInput,
  RegisterPayload,
  RequestPasswordResetInput,
  RequestPasswordResetPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
  VerifyEmailInput,
  VerifyEmailPayload,
} from './account.types';

@Resolver()
export class AccountResolver {
  @Directive('@tag(name: "credential")')
  @Mutation(() => RegisterPayload, { description: 'Joins: a mail says how to go on.' })
  register(
    @Arg('input', () => RegisterInput, { description: 'Who wants to join.' }) input: RegisterInput,
    @Ctx() { registrations }: MembershipContext,
  ) {
    return registrations.register(input);
  }

  @Directive('@tag(name: "credential")')
  @Mutation(() => VerifyEmailPayload, { description: 'Shows that a mail has arrived; makes the member.' })
  verifyEmail(
    @Arg('input', () => VerifyEmailInput, { description: 'The proof.' }) { token }: VerifyEmailInput,
    @Ctx() { registrations }: MembershipContext,
  ) {
    return registrations.verifyEmail(token);
  }

  @Directive('@tag(name: "credential")')
  @Mutation(() => RequestPasswordResetPayload, { description: 'Asks for a mail that lets set a new password.' })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'Whose password it is.' })
    { email }: RequestPasswordResetInput,
    @Ctx() { passwords }: MembershipContext,
  ) {
    return passwords.requestReset(email);
  }

  @Directive('@tag(name: "credential")')
  @Mutation(() => ResetPasswordPayload, {
    description: 'Sets a new password by permission of a mail, ends all sessions, and lets sign in without waiting.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The permission and the password.' })
    input: ResetPasswordInput,
    @Ctx() { passwords }: MembershipContext,
  ) {
    return passwords.reset(input);
  }

  @Directive('@tag(name: "credential")')
  @Mutation(() => ChangePasswordPayload, { description: 'Changes the password and ends all other sessions.' })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The old password and the new one.' })
    input: ChangePasswordInput,
    @Ctx() { passwords }: MembershipContext,
  ) {
    return passwords.change(input);
  }
}

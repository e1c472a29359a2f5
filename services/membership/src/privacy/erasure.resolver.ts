import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { MembershipContext } from '../context';
import { EraseAccountInput, EraseAccountPayload } from './erasure.types';

@Resolver()
export class ErasureResolver {
  @Directive('@tag(name: "credential")')
  @Mutation(() => EraseAccountPayload, {
    description:
      'Permanently erases the caller from the whole graph: account, sessions, API keys, profile and follows. The handle and the address become free.',
  })
  eraseAccount(
    @Arg('input', () => EraseAccountInput, { description: 'The password, and what happens to contributions.' })
    input: EraseAccountInput,
    @Ctx() { erasures }: MembershipContext,
  ) {
    return erasures.erase(input);
  }
}

import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { MembershipContext } from '../context';
import { EraseAccountInput, EraseAccountPayload } from './erasure.types';

@Resolver()
export class ErasureResolver {
  @Directive('@tag(name: "credential")')
  @Mutation(() => EraseAccountPayload, {
    description:
      'Erases the member who asks from all of the graph, for good: account, sessions, API keys, profile, follows. The handle and the address are free again.',
  })
  eraseAccount(
    @Arg('input', () => EraseAccountInput, { description: 'The password, and what becomes of what was written.' })
    input: EraseAccountInput,
    @Ctx() { erasures }: MembershipContext,
  ) {
    return erasures.erase(input);
  }
}

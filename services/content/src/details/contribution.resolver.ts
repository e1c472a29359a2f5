import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ContentContext } from '../context';
import {
  ContributeToChallengeInput,
  ContributeToChallengePayload,
  WithdrawContributionInput,
  WithdrawContributionPayload,
} from './contribution.types';

@Resolver()
export class ContributionResolver {
  @Mutation(() => ContributeToChallengePayload, {
    description: 'Adds a post as an answer to a challenge that is open. No effect if it is one already.',
  })
  contributeToChallenge(
    @Arg('input', () => ContributeToChallengeInput, { description: 'Challenge and post.' })
    input: ContributeToChallengeInput,
    @Ctx() { contributions }: ContentContext,
  ) {
    return contributions.add(input);
  }

  @Mutation(() => WithdrawContributionPayload, {
    description:
      'Takes a contribution back, or rejects one to a challenge of the caller. The post stays. No effect if it is none.',
  })
  withdrawContribution(
    @Arg('input', () => WithdrawContributionInput, { description: 'Challenge and post.' })
    input: WithdrawContributionInput,
    @Ctx() { contributions }: ContentContext,
  ) {
    return contributions.remove(input);
  }
}

import { ForwardPageArguments } from '@wizness/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { Post } from '../post/post.entity';
import { PostConnection } from '../post/post.types';
import { OrganisationReference, referTo } from '../references';
import { TextFormat } from '../rich-text/rich-text.enums';
import { RichText } from '../rich-text/rich-text.types';
import { ArticleDetails } from './article-details.entity';
import { ChallengeDetails } from './challenge-details.entity';
import { GoodPracticeDetails } from './good-practice-details.entity';

@Resolver(() => ArticleDetails)
export class ArticleDetailsResolver {
  @FieldResolver(() => Post, {
    nullable: true,
    description: 'The event that it reports on. Null if the caller may not see it.',
  })
  reportsOn(@Root() { reportsOnId }: ArticleDetails, @Ctx() { loaders }: ContentContext) {
    return loaders.postById.load(reportsOnId);
  }
}

@Resolver(() => GoodPracticeDetails)
export class GoodPracticeDetailsResolver {
  @FieldResolver(() => [OrganisationReference], { nullable: 'items', description: 'Organisations that apply it.' })
  organisations(@Root() { organisationIds }: GoodPracticeDetails) {
    return organisationIds.map(referTo);
  }
}

@Resolver(() => ChallengeDetails)
export class ChallengeDetailsResolver {
  @FieldResolver(() => OrganisationReference, {
    nullable: true,
    description: 'Organisation that asks the question. Null if the community asks.',
  })
  host(@Root() { hostId }: ChallengeDetails) {
    return referTo(hostId);
  }

  @FieldResolver(() => RichText, {
    nullable: true,
    description: 'What came of it, written after the time for answers. Null before.',
  })
  outcome(@Root() { outcomeSource }: ChallengeDetails, @Ctx() { readMentionLinks }: ContentContext) {
    return outcomeSource === null ? null : new RichText(outcomeSource, TextFormat.MARKDOWN, readMentionLinks);
  }

  @FieldResolver(() => PostConnection, { description: 'Posts that answer it, newest first.' })
  contributions(
    @Root() { id }: ChallengeDetails,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.contributionsToChallenge(args).load(id);
  }
}

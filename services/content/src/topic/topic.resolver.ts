import { ForwardPageArguments, LanguageTagScalar, LocalizedText, localizedTexts, textIn } from '@wizness/kernel';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { PostConnection } from '../post/post.types';
import { Topic } from './topic.entity';

const LANGUAGE = { nullable: true, description: 'In which language, where we have it; null for French.' } as const;

@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => Topic, { nullable: true, description: 'One topic by its slug; null where there is none.' })
  topic(
    @Arg('slug', () => String, { description: 'Slug of the topic.' }) slug: string,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.topicBySlug.load(slug);
  }

  @Query(() => [Topic], { nullable: true, description: 'The topics by slug. Null while content can not tell.' })
  topics(
    @Arg('first', () => Int, { nullable: true, defaultValue: 100, description: 'How many at most, 0 to 100.' }) first:
      | number
      | null,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.topics(first);
  }

  @FieldResolver(() => String, { description: 'Name of the topic.' })
  label(@Root() { labels, slug }: Topic, @Arg('lang', () => LanguageTagScalar, LANGUAGE) lang: string | null) {
    return textIn(labels, lang) ?? slug;
  }

  @FieldResolver(() => [LocalizedText], {
    description: 'Its name in every language that we have it in, the original first.',
  })
  labels(@Root() { labels }: Topic) {
    return localizedTexts(labels);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What it means; null where nobody has said.' })
  definition(@Root() { definitions }: Topic, @Arg('lang', () => LanguageTagScalar, LANGUAGE) lang: string | null) {
    return textIn(definitions, lang);
  }

  @FieldResolver(() => [Topic], { description: 'Topics that it is part of.' })
  broader(@Root() { id }: Topic, @Ctx() { loaders }: ContentContext) {
    return loaders.broaderTopics.load(id);
  }

  @FieldResolver(() => [Topic], { description: 'Topics close to it.' })
  related(@Root() { id }: Topic, @Ctx() { loaders }: ContentContext) {
    return loaders.relatedTopics.load(id);
  }

  @FieldResolver(() => PostConnection, { description: 'Posts filed under it, the newest first.' })
  posts(
    @Root() { id }: Topic,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsOfTopic(args).load(id);
  }

  @FieldResolver(() => Int, { description: 'How many posts are filed under it, of those that who is asking may see.' })
  postCount(@Root() { id }: Topic, @Ctx() { loaders }: ContentContext) {
    return loaders.postCountOfTopic.load(id);
  }
}

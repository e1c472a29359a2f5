import { ForwardPageArguments, LanguageTagScalar, LocalizedText, localizedTexts, textIn } from '@wizness/kernel';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { PostConnection } from '../post/post.types';
import { Topic } from './topic.entity';

const LANGUAGE = { nullable: true, description: 'Preferred language. Null: French.' } as const;

@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => Topic, { nullable: true, description: 'A topic by its slug. Null if there is none.' })
  topic(
    @Arg('slug', () => String, { description: 'Slug of the topic.' }) slug: string,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.topicBySlug.load(slug);
  }

  @Query(() => [Topic], { nullable: true, description: 'Topics, sorted by slug. Null if content is unavailable.' })
  topics(
    @Arg('first', () => Int, { nullable: true, defaultValue: 100, description: 'Maximum number of topics, 0 to 100.' })
    first: number | null,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.topics(first);
  }

  @FieldResolver(() => String, { description: 'Name of the topic.' })
  label(@Root() { labels, slug }: Topic, @Arg('lang', () => LanguageTagScalar, LANGUAGE) lang: string | null) {
    return textIn(labels, lang) ?? slug;
  }

  @FieldResolver(() => [LocalizedText], {
    description: 'Name in every available language, the original first.',
  })
  labels(@Root() { labels }: Topic) {
    return localizedTexts(labels);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Definition. Null if there is none.' })
  definition(@Root() { definitions }: Topic, @Arg('lang', () => LanguageTagScalar, LANGUAGE) lang: string | null) {
    return textIn(definitions, lang);
  }

  @FieldResolver(() => [Topic], { description: 'Broader topics that it is part of.' })
  broader(@Root() { id }: Topic, @Ctx() { loaders }: ContentContext) {
    return loaders.broaderTopics.load(id);
  }

  @FieldResolver(() => [Topic], { description: 'Related topics.' })
  related(@Root() { id }: Topic, @Ctx() { loaders }: ContentContext) {
    return loaders.relatedTopics.load(id);
  }

  @FieldResolver(() => PostConnection, { description: 'Posts with this topic, newest first.' })
  posts(
    @Root() { id }: Topic,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsOfTopic(args).load(id);
  }

  @FieldResolver(() => Int, { description: 'Number of posts with this topic that the caller may see.' })
  postCount(@Root() { id }: Topic, @Ctx() { loaders }: ContentContext) {
    return loaders.postCountOfTopic.load(id);
  }
}

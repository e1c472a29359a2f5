import { LANG, languagesFor, LanguageTagScalar, LocalizedText, localizedTexts, textIn } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { LinkedPostsArguments } from '../post/post.arguments';
import { PostConnection, ROOT_LIST } from '../post/post.types';
import { definitionTexts, quotedPassage } from './definition-origins';
import { Topic } from './topic.entity';
import { PostQuote, TopicConnection, TopicsArguments } from './topic.types';

@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => Topic, { nullable: true, description: 'A topic by slug. Null if there is none.' })
  topic(
    @Arg('slug', () => String, { description: 'Slug of the topic.' }) slug: string,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.topicBySlug.load(slug);
  }

  @Directive(ROOT_LIST)
  @Query(() => TopicConnection, { nullable: true, description: 'Topics. Null only if content is unavailable.' })
  topics(@Args(() => TopicsArguments) args: TopicsArguments, @Ctx() { loaders }: ContentContext) {
    return loaders.topics(args);
  }

  @FieldResolver(() => String, { description: 'Name.' })
  label(
    @Root() { labels, slug }: Topic,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: ContentContext,
  ) {
    return textIn(labels, languagesFor(lang, identity)) ?? slug;
  }

  @FieldResolver(() => [LocalizedText], {
    description: 'Name in every available language, the original first.',
  })
  labels(@Root() { labels }: Topic) {
    return localizedTexts(labels);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What it means. Null if nobody wrote it.' })
  definition(
    @Root() { definitions }: Topic,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: ContentContext,
  ) {
    return textIn(definitions, languagesFor(lang, identity));
  }

  @FieldResolver(() => [LocalizedText], {
    description: 'The definition in each language that exists, with whose words it is. At most 20.',
  })
  definitions(@Root() topic: Topic) {
    return definitionTexts(topic);
  }

  @FieldResolver(() => PostQuote, {
    nullable: true,
    description: 'Where a definition with `wording: SOURCE` stands. Null if no post that the caller may see holds it.',
  })
  quotedFrom(@Root() topic: Topic, @Ctx() { loaders }: ContentContext) {
    return quotedPassage(topic, (id) => loaders.postById.load(id));
  }

  @FieldResolver(() => [Topic], { description: 'Topics that it is part of. At most 20.' })
  broader(@Root() { id }: Topic, @Ctx() { loaders }: ContentContext) {
    return loaders.broaderTopics.load(id);
  }

  @FieldResolver(() => [Topic], { description: 'Topics close to it. At most 20.' })
  related(@Root() { id }: Topic, @Ctx() { loaders }: ContentContext) {
    return loaders.relatedTopics.load(id);
  }

  @FieldResolver(() => PostConnection, {
    nullable: true,
    description: 'Posts filed under it, as far as the caller may see them. Null only if content is unavailable.',
  })
  posts(
    @Root() { id }: Topic,
    @Args(() => LinkedPostsArguments) args: LinkedPostsArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsOfTopic(args).load(id);
  }

  @FieldResolver(() => Int, { description: 'Number of posts filed under it that the caller may see.' })
  postCount(@Root() { id }: Topic, @Ctx() { loaders }: ContentContext) {
    return loaders.postCountOfTopic.load(id);
  }
}

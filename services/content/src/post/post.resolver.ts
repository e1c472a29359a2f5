import { ForwardPageArguments, LocalizedText, localizedTexts, UrlScalar, Wording } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { CommentConnection, CommentsArguments } from '../comment/comment.types';
import type { ContentContext } from '../context';
import { Mention } from '../mention/mention.entity';
import { MemberReference, OrganisationReference, referTo } from '../references';
import { RichText } from '../rich-text/rich-text.types';
import { Topic } from '../topic/topic.entity';
import { DEFAULT_EXCERPT_LENGTH, excerptOf, readingMinutesOf } from './excerpt';
import { Post } from './post.entity';
import { PostConnection, PostDetails, PostRevisionConnection, ROOT_LIST } from './post.types';
import { mayUpdate } from './post.visibility';
import { PostsArguments } from './post.arguments';

@Resolver(() => Post)
export class PostResolver {
  @Query(() => Post, {
    nullable: true,
    description: 'A post by id or slug. Null if there is none that the caller may see. Exactly one argument is given.',
  })
  post(
    @Arg('id', () => ID, { nullable: true, description: 'Id. Null: by slug.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Slug. Null: by id.' }) slug: string | null,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.findPost({ id, slug });
  }

  @Directive(ROOT_LIST)
  @Query(() => PostConnection, {
    nullable: true,
    description: 'Posts. Null only if content is unavailable.',
  })
  posts(@Args(() => PostsArguments) args: PostsArguments, @Ctx() { loaders }: ContentContext) {
    return loaders.posts(args);
  }

  @FieldResolver(() => UrlScalar, { description: 'URL of the post for readers.' })
  url(@Root() { slug }: Post, @Ctx() { postUrl }: ContentContext) {
    return postUrl(slug);
  }

  @FieldResolver(() => [LocalizedText], {
    description: 'Title in every available language, the original first.',
  })
  translations(@Root() { lang, title, translatedTitles }: Post) {
    return localizedTexts({ [lang]: title, ...translatedTitles }, Wording.SOURCE);
  }

  @FieldResolver(() => String, {
    description: 'First words of the body as plain text on one line, cut at a word; then it ends with an ellipsis.',
  })
  excerpt(
    @Root() { bodySource, bodyFormat }: Post,
    @Arg('length', () => Int, {
      nullable: true,
      defaultValue: DEFAULT_EXCERPT_LENGTH,
      description: 'Maximum length, 1 to 1,000 code points. Null is 200.',
    })
    length: number | null,
  ) {
    return excerptOf(new RichText(bodySource, bodyFormat).text, length ?? DEFAULT_EXCERPT_LENGTH);
  }

  @FieldResolver(() => Int, { description: 'Time to read the body in minutes, rounded up, at 200 words a minute.' })
  readingMinutes(@Root() { bodySource, bodyFormat }: Post) {
    return readingMinutesOf(new RichText(bodySource, bodyFormat).text);
  }

  @FieldResolver(() => RichText, { description: 'Text of the post.' })
  body(@Root() { bodySource, bodyFormat }: Post, @Ctx() { readMentionLinks }: ContentContext) {
    return new RichText(bodySource, bodyFormat, readMentionLinks);
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'Member who wrote it. Null if no member did.',
  })
  author(@Root() { authorId }: Post) {
    return referTo(authorId);
  }

  @FieldResolver(() => OrganisationReference, {
    nullable: true,
    description: 'Organisation on whose behalf it was written. Null if none.',
  })
  writtenFor(@Root() { writtenForId }: Post) {
    return referTo(writtenForId);
  }

  @FieldResolver(() => [Topic], { description: 'Topics of the post.' })
  topics(@Root() { id }: Post, @Ctx() { loaders }: ContentContext) {
    return loaders.topicsOfPost.load(id);
  }

  @FieldResolver(() => [Mention], { description: 'Mentions in the body, in text order.' })
  mentions(@Root() { id }: Post, @Ctx() { loaders }: ContentContext) {
    return loaders.mentionsOfPost.load(id);
  }

  @FieldResolver(() => PostDetails, {
    nullable: true,
    description: 'Properties of this kind of post. Null for an article that does not report on an event.',
  })
  details(@Root() { id, kind }: Post, @Ctx() { loaders }: ContentContext) {
    return loaders.detailsByKind[kind].load(id);
  }

  @FieldResolver(() => PostRevisionConnection, {
    description:
      'Revisions, latest first, the current one included. Those from before the first publication are seen only by the author and editors.',
  })
  revisions(
    @Root() { id }: Post,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.revisionsOfPost(args).load(id);
  }

  @FieldResolver(() => CommentConnection, {
    description: 'Comments on the post itself. Their `replies` have the rest.',
  })
  comments(
    @Root() { id }: Post,
    @Args(() => CommentsArguments) args: CommentsArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.commentsOfPost(args).load(id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the caller may change the post. False for an anonymous caller.',
  })
  viewerCanUpdate(@Root() post: Post, @Ctx() { identity }: ContentContext) {
    return mayUpdate(post, identity);
  }
}

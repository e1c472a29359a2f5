import { ForwardPageArguments, LocalizedText, localizedTexts, UrlScalar } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { CommentConnection, CommentsArguments } from '../comment/comment.types';
import type { ContentContext } from '../context';
import { Mention } from '../mention/mention.entity';
import { MemberReference, OrganisationReference, referTo } from '../references';
import { RichText } from '../rich-text/rich-text.types';
import { Topic } from '../topic/topic.entity';
import { Post } from './post.entity';
import { PostConnection, PostDetails, PostRevisionConnection } from './post.types';
import { mayUpdate } from './post.visibility';
import { PostsArguments } from './post.arguments';

const PAGED =
  '@listSize(slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)';

@Resolver(() => Post)
export class PostResolver {
  @Query(() => Post, {
    nullable: true,
    description: 'One post, by id or by slug; null where there is none to be seen.',
  })
  post(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the post.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Slug of the post.' }) slug: string | null,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.findPost({ id, slug });
  }

  @Directive(PAGED)
  @Query(() => PostConnection, {
    nullable: true,
    description: 'Posts, the newest first unless another order is asked for. Null while content can not tell.',
  })
  posts(@Args(() => PostsArguments) args: PostsArguments, @Ctx() { loaders }: ContentContext) {
    return loaders.posts(args);
  }

  @FieldResolver(() => UrlScalar, { description: 'Address for readers.' })
  url(@Root() { slug }: Post, @Ctx() { postUrl }: ContentContext) {
    return postUrl(slug);
  }

  @FieldResolver(() => [LocalizedText], {
    description: 'The title in every language that we have it in, the original first.',
  })
  translations(@Root() { lang, title, translatedTitles }: Post) {
    return localizedTexts({ [lang]: title, ...translatedTitles });
  }

  @FieldResolver(() => RichText, { description: 'The text itself.' })
  body(@Root() { bodySource, bodyFormat }: Post) {
    return new RichText(bodySource, bodyFormat);
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'The member who wrote it; null where none did.',
  })
  author(@Root() { authorId }: Post) {
    return referTo(authorId);
  }

  @FieldResolver(() => OrganisationReference, {
    nullable: true,
    description: 'The organisation that it speaks for; null: for none.',
  })
  writtenFor(@Root() { writtenForId }: Post) {
    return referTo(writtenForId);
  }

  @FieldResolver(() => [Topic], { description: 'What it is filed under.' })
  async topics(@Root() { id }: Post, @Ctx() { loaders }: ContentContext) {
    return (await loaders.taggingsOfPost.load(id)).map(({ topic }) => topic);
  }

  @FieldResolver(() => [Mention], { description: 'What the body names, in the order of the text.' })
  mentions(@Root() { id }: Post, @Ctx() { loaders }: ContentContext) {
    return loaders.mentionsOfPost.load(id);
  }

  @FieldResolver(() => PostDetails, {
    nullable: true,
    description: 'What only this kind of post has. Null for an article that reports on nothing.',
  })
  details(@Root() { id, kind }: Post, @Ctx() { loaders }: ContentContext) {
    return loaders.detailsByKind[kind].load(id);
  }

  @FieldResolver(() => PostRevisionConnection, {
    description: 'How it stood before, and stands now; the latest first.',
  })
  revisions(
    @Root() { id }: Post,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.revisionsOfPost(args).load(id);
  }

  @FieldResolver(() => CommentConnection, {
    description: 'Comments that answer the post itself; theirs are their `replies`.',
  })
  comments(
    @Root() { id }: Post,
    @Args(() => CommentsArguments) args: CommentsArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.commentsOfPost(args).load(id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether who is asking may change it; false for a visitor.' })
  viewerCanUpdate(@Root() post: Post, @Ctx() { identity }: ContentContext) {
    return mayUpdate(post, identity);
  }
}

import { audienceOf, type NewPost, PostKind, PostState, TextFormat } from '@wizness/content';
import { FuzzyDate, Visibility } from '@wizness/kernel';
import { RateableKind } from '@wizness/ratings';
import type { PublicEntities } from './entities';
import type { Members } from './members';
import type { ServiceContexts } from './services';

/** The four posts, named by their audience. The draft would be public. */
export const POST_NAMES = ['public', 'members', 'organisation', 'draft'] as const;
export type PostName = (typeof POST_NAMES)[number];

/** An id for each of the four posts. */
export type IdByPost = Readonly<Record<PostName, string>>;

const ACCESS: Readonly<Record<PostName, { readonly visibility: Visibility; readonly state: PostState }>> = {
  public: { visibility: Visibility.PUBLIC, state: PostState.PUBLISHED },
  members: { visibility: Visibility.MEMBERS, state: PostState.PUBLISHED },
  organisation: { visibility: Visibility.ORGANISATION, state: PostState.PUBLISHED },
  draft: { visibility: Visibility.PUBLIC, state: PostState.DRAFT },
};

/** Calls `create` for each post in turn, so that ids are the same in every run. */
export const forEachPost = async (create: (name: PostName) => Promise<string>): Promise<IdByPost> => {
  const ids: Partial<Record<PostName, string>> = {};
  for (const name of POST_NAMES) ids[name] = await create(name);
  return ids as IdByPost;
};

/** A text that mentions every one of `targets` (surface form to id), with the offsets of the mentions. */
const bodyMentioning = (targets: Readonly<Record<string, string>>) => {
  const source = Object.keys(targets).join(' ');
  const mentions = Object.entries(targets).map(([surface, targetId]) => {
    const start = source.indexOf(surface);
    return { targetId, surface, start, end: start + surface.length };
  });
  return { body: { source, format: TextFormat.PLAIN }, mentions };
};

/** The posts, and the comment and the rating of each. */
export interface ScenarioPosts {
  readonly posts: IdByPost;
  readonly comments: IdByPost;
  readonly ratings: IdByPost;
}

/** Creates the four posts by the author on behalf of the organisation, each with a comment and a rating by the member. */
export const createPosts = async (
  { content, ratings, partnerships }: ServiceContexts,
  { organisation, programme, partnership, person, series }: PublicEntities,
  { author, member }: Members,
): Promise<ScenarioPosts> => {
  const posts = await forEachPost(async (name) => {
    const event: NewPost = {
      kind: PostKind.EVENT,
      slug: `post-${name}`,
      title: `Post ${name}`,
      lang: 'en',
      ...bodyMentioning({ organisation, programme, partnership, person, author }),
      authorId: author,
      writtenForId: organisation,
      topicSlugs: ['topic'],
      details: { seriesId: series, when: FuzzyDate.unknown() },
      ...ACCESS[name],
    };
    const { post } = await content.inTransaction(({ stores }) => stores.posts.publish(event));
    const audience = audienceOf(post);
    await ratings.inTransaction(({ stores }) =>
      stores.subjects.register({ id: post.id, kind: RateableKind.EVENT, audience }),
    );
    await partnerships.posts.register({ id: post.id, audience });
    return post.id;
  });
  const comments = await forEachPost(async (name) => {
    const comment = { postId: posts[name], authorId: member, body: name };
    return (await content.inTransaction(({ stores }) => stores.comments.add(comment))).id;
  });
  const ratingIds = await forEachPost(async (name) => {
    const rating = await ratings.inTransaction(({ stores }) =>
      stores.ratings.rate({ memberId: member, subjectId: posts[name], score: 4 }),
    );
    if (!rating) throw new Error(`The post ${name} is not registered as a subject of ratings.`);
    return rating.id;
  });
  return { posts, comments, ratings: ratingIds };
};

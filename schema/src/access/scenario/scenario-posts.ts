import { audienceOf, PostKind, PostStatus, TextFormat } from '@wizness/content';
import { FuzzyDate, Visibility } from '@wizness/kernel';
import { RateableKind } from '@wizness/ratings';
import type { Known, Members, Verbs } from './scenario';

/** The four posts: for everybody (P), for members (M), for the organisation (O), and a draft (D). */
export const LETTERS = ['P', 'M', 'O', 'D'] as const;
export type Letter = (typeof LETTERS)[number];

/** An id for each of the four. */
export type ByLetter = Readonly<Record<Letter, string>>;

const OPENNESS: Readonly<Record<Letter, { readonly visibility: Visibility; readonly status: PostStatus }>> = {
  P: { visibility: Visibility.PUBLIC, status: PostStatus.PUBLISHED },
  M: { visibility: Visibility.MEMBERS, status: PostStatus.PUBLISHED },
  O: { visibility: Visibility.ORGANISATION, status: PostStatus.PUBLISHED },
  D: { visibility: Visibility.PUBLIC, status: PostStatus.DRAFT },
};

/** Makes one thing for each letter, in their order. */
export const eachLetter = async (make: (letter: Letter) => Promise<string>): Promise<ByLetter> => {
  const ids: Partial<Record<Letter, string>> = {};
  for (const letter of LETTERS) ids[letter] = await make(letter);
  return ids as ByLetter;
};

/** A text that names all of `targets`, and where it does. */
const textNaming = (targets: Readonly<Record<string, string>>) => {
  const source = Object.keys(targets).join(' ');
  const mentions = Object.entries(targets).map(([surface, targetId]) => {
    const start = source.indexOf(surface);
    return { targetId, surface, start, end: start + surface.length };
  });
  return { body: { source, format: TextFormat.PLAIN }, mentions };
};

/** The posts, and for each the comment and the rating on it. */
export interface Written {
  readonly posts: ByLetter;
  readonly comments: ByLetter;
  readonly ratings: ByLetter;
}

/** The posts by the author for the organisation, each with a comment and a rating by the member. */
export const makePosts = async (
  { content, ratings, partnerships }: Verbs,
  { organisation, programme, partnership, person, series }: Known,
  { author, member }: Members,
): Promise<Written> => {
  const posts = await eachLetter(async (letter) => {
    const { post } = await content.posts.publish({
      kind: PostKind.EVENT,
      slug: `post-${letter.toLowerCase()}`,
      title: `Post ${letter}`,
      lang: 'en',
      ...textNaming({ organisation, programme, partnership, person, author }),
      authorId: author,
      writtenForId: organisation,
      topicSlugs: ['topic'],
      details: { seriesId: series, when: FuzzyDate.unknown() },
      ...OPENNESS[letter],
    });
    const audience = audienceOf(post);
    await ratings.subjects.register({ id: post.id, kind: RateableKind.EVENT, audience });
    await partnerships.posts.register({ id: post.id, audience });
    return post.id;
  });
  const comments = await eachLetter(
    async (letter) => (await content.comments.add({ postId: posts[letter], authorId: member, body: letter })).id,
  );
  const given = await eachLetter(async (letter) => {
    const { rating, userErrors } = await ratings.ratings.rate({ memberId: member, subjectId: posts[letter], score: 4 });
    if (!rating) throw new Error(userErrors[0]?.message);
    return rating.id;
  });
  return { posts, comments, ratings: given };
};

import { type Choices, laterThan, powerLawSizes } from './choices';
import type { Row } from './copy-rows';
import type { Member } from './members';
import type { ScalePost } from './posts';
import type { Scale } from './scale';
import { sentence } from './words';

/** Each of the most commented posts has one comment of 20. */
const HOTTEST = { posts: 3, share: 1 / 20 };

const sizesOf = (posts: number, total: number): number[] => {
  const largest = Math.floor(total * HOTTEST.share);
  const hot = Array.from({ length: Math.min(HOTTEST.posts, posts) }, () => largest);
  return [...hot, ...powerLawSizes(posts - hot.length, total - hot.length * largest, Math.floor(largest / 2))];
};

interface Reply {
  readonly id: string;
  readonly depth: number;
  readonly at: Date;
}

/** Comments, and how many each post has, without removed ones. */
export const commentRows = (
  choices: Choices,
  scale: Scale,
  posts: readonly ScalePost[],
  members: readonly Member[],
): { readonly rows: Row[]; readonly counts: ReadonlyMap<string, number> } => {
  const commented = posts.filter(({ publishedAt }) => publishedAt !== null);
  const sizes = sizesOf(commented.length, scale.comments);
  const counts = new Map<string, number>();
  const rows = commented.flatMap(({ id: postId, publishedAt }, place) => {
    const above: Reply[] = [];
    const ofPost = Array.from({ length: sizes[place] ?? 0 }, (): Row => {
      const parent = above.length > 0 && choices.happens(0.3) ? choices.pick(above) : null;
      const at = laterThan(parent?.at ?? publishedAt ?? choices.time(), 30, choices);
      const id = choices.newId('comment');
      const depth = parent ? parent.depth + 1 : 0;
      if (depth < 3) above.push({ id, depth, at });
      return {
        id,
        post_id: postId,
        parent_id: parent?.id ?? null,
        depth,
        author_id: members[choices.powerLaw(members.length)]?.id ?? null,
        body_source: sentence(choices, choices.integer(5, 40)),
        created_at: at,
        edited_at: choices.happens(0.02) ? laterThan(at, 1, choices) : null,
        removed: choices.happens(0.01),
      };
    });
    counts.set(postId, ofPost.filter(({ removed }) => removed === false).length);
    return ofPost;
  });
  return { rows, counts };
};

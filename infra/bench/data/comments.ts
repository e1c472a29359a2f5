import { type Choices, laterThan, powerLawSizes } from './choices';
import type { Row } from './copy-rows';
import type { Member } from './members';
import type { ScalePost } from './posts';
import type { Scale } from './scale';
import { sentence } from './words';

/** Each of the most commented posts has one comment of 20. */
const HOTTEST = { posts: 3, share: 1 / 20 };

/** Levels of replies below a comment. */
const MOST_DEEP = 3;

const sizesOf = (posts: number, total: number): number[] => {
  const largest = Math.floor(total * HOTTEST.share);
  const hot = Array.from({ length: Math.min(HOTTEST.posts, posts) }, () => largest);
  return [...hot, ...powerLawSizes(posts - hot.length, total - hot.length * largest, Math.floor(largest / 2))];
};

interface Placed {
  readonly id: string;
  readonly depth: number;
  readonly parent: Placed | null;
  readonly at: Date;
  readonly deleted: boolean;
  /** Replies below it, at any depth, that are not deleted. */
  descendants: number;
}

/** Comments of one post as a tree, each after the one that it replies to. */
const placeComments = (choices: Choices, count: number, publishedAt: Date): Placed[] => {
  const placed: Placed[] = [];
  const open: Placed[] = [];
  for (let number = 0; number < count; number += 1) {
    const parent = open.length > 0 && choices.happens(0.3) ? choices.pick(open) : null;
    const at = laterThan(parent?.at ?? publishedAt, 30, choices);
    const depth = parent ? parent.depth + 1 : 0;
    const comment = { id: choices.newId('comment'), depth, parent, at, deleted: choices.happens(0.01), descendants: 0 };
    placed.push(comment);
    if (depth < MOST_DEEP) open.push(comment);
    if (comment.deleted) continue;
    for (let above = parent; above; above = above.parent) above.descendants += 1;
  }
  return placed;
};

/** Comments, and how many each post has, without deleted ones. */
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
    const placed = placeComments(choices, sizes[place] ?? 0, publishedAt ?? choices.time());
    counts.set(postId, placed.filter(({ deleted }) => !deleted).length);
    return placed.map(
      ({ id, depth, parent, at, deleted, descendants }): Row => ({
        id,
        post_id: postId,
        parent_id: parent?.id ?? null,
        depth,
        author_id: members[choices.powerLaw(members.length)]?.id ?? null,
        body_source: deleted ? '' : sentence(choices, choices.integer(5, 40)),
        created_at: at,
        edited_at: choices.happens(0.02) ? laterThan(at, 1, choices) : null,
        deleted,
        descendant_count: descendants,
      }),
    );
  });
  return { rows, counts };
};

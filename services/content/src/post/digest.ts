import { createHash } from 'node:crypto';
import type { NewPost } from './new-post';

/** Properties in one order, and none that is null: a post given in other words is the same post. */
const canonical = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part != null)
          .toSorted(([one], [other]) => (one < other ? -1 : 1)),
      )
    : value;

/** Equal for equal content, whoever brings it and why. `pageSha256` of the file that it was read from. */
export const digestOf = (post: NewPost, pageSha256: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...post, id: null, editorId: null, reason: null, pageSha256 }, canonical))
    .digest('hex');

import { createHash } from 'node:crypto';
import type { NewPost } from './new-post';

/** Sorts properties and drops null ones, so that equal posts are serialised equally. */
const canonical = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part != null)
          .toSorted(([one], [other]) => (one < other ? -1 : 1)),
      )
    : value;

/** Equal for equal content; the editor and the reason do not count. `pageSha256` is the digest of the page it was read from, if any. */
export const digestOf = (post: NewPost, pageSha256: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...post, id: null, editorId: null, reason: null, pageSha256 }, canonical))
    .digest('hex');

import { createHash } from 'node:crypto';
import { canonicalJson } from '@wizness/kernel';
import type { NewPost } from './new-post';

/** Equal for equal content; the editor and the reason do not count. `pageSha256` is the digest of the page it was read from, if any. */
export const digestOf = (post: NewPost, pageSha256: string | null): string =>
  createHash('sha256')
    .update(canonicalJson({ ...post, id: null, editorId: null, reason: null, pageSha256 }))
    .digest('hex');

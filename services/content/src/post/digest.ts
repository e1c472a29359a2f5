import { createHash } from 'node:crypto';
import { canonicalJson } from '@wizness/kernel';
import type { NewPost } from './new-post';
import { PostKind } from './post.enums';

/** The post, with `cancelled: false` omitted: a stored event always states it, an imported one does not, and both are the same content. */
const contentOf = (post: NewPost): NewPost =>
  post.kind === PostKind.EVENT
    ? { ...post, details: { ...post.details, cancelled: post.details.cancelled || undefined } }
    : post;

/** Equal for equal content; the editor and the reason do not count. `pageSha256` is the digest of the page it was read from, if any. */
export const digestOf = (post: NewPost, pageSha256: string | null): string =>
  createHash('sha256')
    .update(canonicalJson({ ...contentOf(post), id: null, editorId: null, reason: null, pageSha256 }))
    .digest('hex');

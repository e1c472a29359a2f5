import type { EntityManager } from 'typeorm';
import { sliceCodePoints } from '../rich-text/text-position';
import type { NewPost } from '../post/new-post';
import type { NewMention } from './new-mention';

/**
 * The mentions that the author of a text states. `before` is the post as it was: what an importer stated stays where its
 * words are unchanged.
 */
export const statedMentions = async (
  _tx: EntityManager,
  { source }: NewPost['body'],
  before: NewPost | null,
): Promise<readonly NewMention[]> =>
  (before?.mentions ?? []).filter(({ surface, start, end }) => sliceCodePoints(source, start, end) === surface);

import type { EntityManager } from 'typeorm';
import { sliceCodePoints } from '../rich-text/text-position';
import type { NewPost } from '../post/new-post';
import type { NewMention } from './new-mention';
import { isWritten, writtenMentions } from './written-mentions';

/**
 * The mentions that the author of a text states. `before` is the post as it was: what an importer stated stays where its
 * words are unchanged.
 */
export const statedMentions = async (
  tx: EntityManager,
  body: NewPost['body'],
  before: NewPost | null,
): Promise<readonly NewMention[]> => {
  const written = await writtenMentions(tx, body);
  const kept = (before?.mentions ?? []).filter(
    (mention) =>
      !isWritten(mention) &&
      sliceCodePoints(body.source, mention.start, mention.end) === mention.surface &&
      !written.some(({ start, end }) => mention.start < end && start < mention.end),
  );
  return [...written, ...kept];
};

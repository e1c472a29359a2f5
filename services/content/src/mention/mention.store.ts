import { badUserInput, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Mention } from './mention.entity';
import { isMentionable, MENTIONABLE_PREFIXES } from './mention.types';
import type { NewMention } from './new-mention';

/** Throws BAD_USER_INPUT for a mention of something that cannot be mentioned, or whose words are not at its offsets. */
export const checkMentions = (source: string, mentions: readonly NewMention[]): void => {
  const characters = Array.from(source);
  for (const { targetId, surface, start, end } of mentions) {
    if (!isMentionable(targetId)) {
      throw badUserInput(
        `"${surface}" cannot be a mention of "${targetId}": give an id that begins with one of ${MENTIONABLE_PREFIXES.join(', ')}.`,
      );
    }
    const found = characters.slice(start, end).join('');
    if (surface === '' || found !== surface) {
      throw badUserInput(
        `The mention "${surface}" is not at ${start} to ${end} of the body; the text there is "${found.slice(0, 60)}". Count Unicode code points of the body's source.`,
      );
    }
  }
};

/** A mention as it is stored. */
export interface StoredMention extends NewMention {
  readonly foundByName: boolean;
}

/** Replaces the mentions of a post. The words are at their offsets in the body. */
export const replaceMentions = async (
  db: EntityManager,
  clock: Clock,
  postId: string,
  mentions: readonly StoredMention[],
): Promise<void> => {
  await db.delete(Mention, { postId });
  const occurrences = new Map<string, number>();
  const rows = mentions
    .toSorted((one, other) => one.start - other.start || one.end - other.end)
    .map(({ targetId, surface, start, end, foundByName }) => {
      const occurrence = (occurrences.get(targetId) ?? 0) + 1;
      occurrences.set(targetId, occurrence);
      return { id: clock.newId('mention'), postId, targetId, surface, start, end, occurrence, foundByName };
    });
  if (rows.length > 0) await db.insert(Mention, rows);
};

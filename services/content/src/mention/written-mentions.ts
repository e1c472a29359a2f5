import { idPrefix, lockAllUnlessErased } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import type { NewPost } from '../post/new-post';
import { renderedText } from '../rich-text/rendered-texts';
import { TextFormat } from '../rich-text/rich-text.enums';
import { sliceCodePoints } from '../rich-text/text-position';
import { MentionTarget } from './mention-target.entity';
import type { NewMention } from './new-mention';

/** Mentions of one text that are stored. */
const MAX_MENTIONS = 500;

/** Members who are notified of one text. */
const MAX_NOTIFIED = 10;

/** Whether the words of a mention are one that an author wrote, and not a name that was found or that an import states. */
export const isWritten = ({ surface }: Pick<NewMention, 'surface'>): boolean =>
  surface.startsWith('@') || surface.startsWith('[[');

/** The mentions that the author of a text wrote, in text order. What they name is known; others are only words. */
export const writtenMentions = async (
  db: EntityManager,
  { source, format }: NewPost['body'],
): Promise<readonly NewMention[]> => {
  const found = renderedText(source, format).mentions.slice(0, MAX_MENTIONS);
  if (found.length === 0) return [];
  const references = [...new Set(found.map(({ reference }) => reference))];
  const targets = await db.findBy(MentionTarget, { reference: In(references) });
  const ids = new Map(targets.map(({ reference, targetId }) => [reference, targetId]));
  return found.flatMap(({ reference, start, end }) => {
    const targetId = ids.get(reference);
    return targetId === undefined ? [] : [{ targetId, surface: sliceCodePoints(source, start, end), start, end }];
  });
};

/** Ids of the members whom the mentions name, each once, at most 10: so many are notified. */
export const mentionedMembers = (mentions: readonly Pick<NewMention, 'targetId'>[]): string[] =>
  [...new Set(mentions.map(({ targetId }) => targetId))]
    .filter((targetId) => idPrefix(targetId) === 'member')
    .slice(0, MAX_NOTIFIED);

/**
 * The members whom a comment mentions. They cannot be erased before the transaction ends. Call it before a post is locked.
 */
export const membersMentionedIn = async (tx: EntityManager, comment: string): Promise<readonly string[]> => {
  const members = mentionedMembers(await writtenMentions(tx, { source: comment, format: TextFormat.MARKDOWN }));
  const kept = await lockAllUnlessErased(tx, members);
  return members.filter((id) => kept.has(id));
};

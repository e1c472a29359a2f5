import { foldText, idPrefix } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { wordsIn } from '../projection/known-name.store';
import { MentionTarget } from './mention-target.entity';
import { MentionWord } from './mention-word.entity';

/** Words of a name by which suggestions find it. */
const MAX_WORDS = 10;

/** Something that can be mentioned, as its owner names it now. */
export interface NamedMentionable {
  readonly targetId: string;
  /** Slug or handle. */
  readonly slug: string;
  /** Its names, the one to show first. */
  readonly names: readonly string[];
}

/** What is compared when an author types: words in lower case without accents, separated by single spaces. */
export const foldedWords = (text: string): string => wordsIn(foldText(text)).join(' ');

const rowsOf = ({ targetId, slug, names }: NamedMentionable): MentionWord[] => {
  const rows = new Map<string, MentionWord>();
  for (const name of [...names, slug]) {
    const words = foldedWords(name).split(' ');
    for (let from = 0; from < Math.min(words.length, MAX_WORDS); from += 1) {
      const end = words.slice(from).join(' ');
      const isName = from === 0 || rows.get(end)?.isName === true;
      if (end !== '') rows.set(end, { targetId, words: end, isName });
    }
  }
  return [...rows.values()];
};

/** The members, organisations, programmes, partnerships and people that authors can mention. Writes in the transaction `tx`. */
export class MentionTargetStore {
  constructor(private readonly tx: EntityManager) {}

  /** Adds targets, or replaces their names. Each is given once. */
  async putAll(targets: readonly NamedMentionable[]): Promise<void> {
    if (targets.length === 0) return;
    const rows = targets.map(({ targetId, slug, names }) => ({
      targetId,
      reference: `${idPrefix(targetId)}:${slug}`,
      label: names[0] ?? slug,
    }));
    await this.tx.upsert(MentionTarget, rows, ['targetId']);
    await this.tx.delete(MentionWord, { targetId: In(targets.map(({ targetId }) => targetId)) });
    await this.tx.insert(MentionWord, targets.flatMap(rowsOf));
  }

  /** Removes targets. Texts no longer mention them. */
  async removeAll(targetIds: readonly string[]): Promise<void> {
    if (targetIds.length > 0) await this.tx.delete(MentionTarget, { targetId: In([...targetIds]) });
  }

  /** The slugs of these targets, as they are known. */
  async slugsOf(targetIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.tx.findBy(MentionTarget, { targetId: In([...targetIds]) });
    return new Map(rows.map(({ targetId, reference }) => [targetId, slugOfReference(reference)]));
  }
}

/** The slug or handle in a reference. */
export const slugOfReference = (reference: string): string => reference.slice(reference.indexOf(':') + 1);

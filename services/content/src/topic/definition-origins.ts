import { type LocalizedText, localizedTexts, type TextByLanguage, Wording } from '@wizness/kernel';
import type { Post } from '../post/post.entity';
import type { DefinitionOrigin, DefinitionPlace } from './new-topic';

type Origins = Readonly<Record<string, DefinitionOrigin>>;

const placeOf = (origin: DefinitionOrigin | undefined): DefinitionPlace | null =>
  origin?.wording === Wording.SOURCE ? origin.quotedFrom : null;

/**
 * The stored origins of definitions with the given ones of the same texts. The first post that a definition was quoted from
 * stays; a new revision of that post may move the words.
 */
export const mergeOrigins = (stored: Origins, given: Origins): Origins => ({
  ...stored,
  ...Object.fromEntries(
    Object.entries(given).filter(([lang, origin]) => {
      const place = placeOf(stored[lang]);
      return place === null ? !stored[lang] || placeOf(origin) !== null : placeOf(origin)?.postId === place.postId;
    }),
  ),
});

interface Definitions {
  readonly definitions: TextByLanguage;
  readonly definitionOrigins: Origins;
}

/** The definition in each language, with whose words it is. */
export const definitionTexts = ({ definitions, definitionOrigins }: Definitions): LocalizedText[] =>
  localizedTexts(definitions).map((text) => ({
    ...text,
    wording: definitionOrigins[text.lang]?.wording ?? Wording.REVIEWER,
  }));

/**
 * Where the first definition stands that a post still holds; null if none does. `load` returns a post that the caller may
 * see. A post that was edited may not hold the words any more, or hold them elsewhere.
 */
export const quotedPassage = async (
  { definitions, definitionOrigins }: Definitions,
  load: (postId: string) => Promise<Post | null>,
): Promise<{ readonly post: Post; readonly start: number; readonly end: number } | null> => {
  for (const [lang, text] of Object.entries(definitions)) {
    const place = placeOf(definitionOrigins[lang]);
    const post = place && (await load(place.postId));
    if (!post) continue;
    const { start, end } = place;
    if ([...post.bodySource].slice(start, end).join('') === text) return { post, start, end };
  }
  return null;
};

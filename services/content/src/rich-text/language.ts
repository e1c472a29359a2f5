import { detect } from 'tinyld/light';

/** A language that we serve, or `und` where a text does not say (BCP 47's tag for that). */
export type DetectedLanguage = 'fr' | 'en' | 'und';

// Below this many letters the detector is wrong more often than it helps.
const FEWEST_LETTERS = 15;
// More says nothing new about the language, and takes longer.
const MOST_CHARACTERS = 20_000;

// Addresses are in no language.
const ADDRESS = /:\/\/|^www\.|@/i;

/** The language of a text: French or English if that is clear; `und` for a short text or any other language. */
export function detectLanguage(text: string): DetectedLanguage {
  const words = text.slice(0, MOST_CHARACTERS).split(/\s+/);
  const prose = words.filter((word) => !ADDRESS.test(word)).join(' ');
  if ((prose.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) return 'und';
  const language = detect(prose);
  return language === 'fr' || language === 'en' ? language : 'und';
}

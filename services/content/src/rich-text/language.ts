import { normaliseText } from '@wizness/kernel';
import { detect } from 'tinyld/light';

/** A supported language, or `und` (undetermined in BCP 47). */
export type DetectedLanguage = 'fr' | 'en' | 'und';

// With fewer letters, the detector is wrong too often.
const MIN_LETTERS = 15;
// A longer sample takes longer without improving the result.
const MAX_CHARACTERS = 5000;

// Web and mail addresses have no language.
const ADDRESS = /:\/\/|^www\.|@/i;

/**
 * Detects the language of a text: French or English if it is clear, `und` for another language and for a text of fewer than
 * 15 letters outside of addresses. Decomposed accents, ligatures and soft hyphens change nothing.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const visible = text.slice(0, MAX_CHARACTERS).replace(/\p{Cf}/gu, '');
  const words = normaliseText(visible, 'NFKC').split(/\s+/);
  const prose = words.filter((word) => !ADDRESS.test(word)).join(' ');
  if ((prose.match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS) return 'und';
  const language = detect(prose);
  return language === 'fr' || language === 'en' ? language : 'und';
}

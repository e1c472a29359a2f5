import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';

/** A language that we serve, or `und` where a text does not say (BCP 47's tag for that). */
export type DetectedLanguage = 'fr' | 'en' | 'und';

type Detector = { detect(text: string): { getScores(): Readonly<Record<string, number>> } };

// Below this many letters the detector is wrong more often than it helps.
const FEWEST_LETTERS = 15;
// The detector reads about 350 bytes at once. A long text is asked in parts, so that a quotation does not speak for all.
const PART_LENGTH = 300;
const MOST_PARTS = 8;
// Close to the best of all 60 languages, and clear of the other one that we serve.
const NEAR_BEST = 0.9;
const CLEAR_OF_OTHER = 0.95;

// Addresses are in no language. The detector's own `cleanText` must stay off: its pattern takes exponential time.
const ADDRESS = /:\/\/|^www\.|@/i;

let loaded: Detector | null = null;

/** The language of a text: French or English if that is clear; `und` for a short text, a mixed or any other language. */
export function detectLanguage(text: string): DetectedLanguage {
  const words = text.split(/\s+/).filter((word) => !ADDRESS.test(word));
  if ((words.join('').match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) return 'und';
  loaded ??= loadDetector();
  const scores = new Map<string, number>();
  for (const part of partsOf(words)) {
    for (const [language, score] of Object.entries(loaded.detect(part).getScores())) {
      scores.set(language, (scores.get(language) ?? 0) + score);
    }
  }
  const french = scores.get('fr') ?? 0;
  const english = scores.get('en') ?? 0;
  const served = Math.max(french, english);
  if (served === 0 || served < Math.max(...scores.values()) * NEAR_BEST) return 'und';
  if (Math.min(french, english) > served * CLEAR_OF_OTHER) return 'und';
  return french > english ? 'fr' : 'en';
}

function partsOf(words: readonly string[]): string[] {
  const parts: string[] = [];
  for (const word of words) {
    const last = parts.at(-1);
    if (last === undefined || last.length + word.length >= PART_LENGTH) parts.push(word);
    else parts.splice(-1, 1, `${last} ${word}`);
    if (parts.length > MOST_PARTS) break;
  }
  return parts.slice(0, MOST_PARTS);
}

/**
 * The package's entry awaits at its top level, so it can not be required; its classic build can, but calls itself a
 * module. It is compiled here as what it is. Smallest data set: on French and English as good as the larger ones.
 */
function loadDetector(): Detector {
  const file = require.resolve('eld/minified/eld.XS60.min.js');
  const unit: { exports: Detector | null } = { exports: null };
  compileFunction(readFileSync(file, 'utf8'), ['module', 'exports'], { filename: file })(unit, {});
  if (unit.exports === null) throw new Error('The language detector did not load.');
  return unit.exports;
}

import { type FuzzyDate, textIn } from '@wizness/kernel';
import type { NewFactValue } from '../fact/record/new-fact';
import { enumLabel, yesOrNo } from '../fact/value/describe-fact';
import type { ImportedStatement } from '../claims/write/imported-claims';

const quoted = (text: string): string => JSON.stringify(text);

/** What stands around a value. */
const WORDS = {
  about: { fr: 'environ', en: 'about' },
  to: { fr: 'à', en: 'to' },
  from: { fr: 'lu dans', en: 'from' },
  reviewer: { fr: 'mots du relecteur', en: 'words of the reviewer' },
  entry: { fr: 'l’entrée', en: 'the entry' },
  none: { fr: 'aucune valeur', en: 'no value' },
} as const;

type Say = (word: keyof typeof WORDS) => string;

const sayIn =
  (languages: readonly string[]): Say =>
  (word) =>
    textIn(WORDS[word], languages) ?? WORDS[word].en;

const ENGLISH = ['en'];

/** A date in EDTF, with the words that it was read from. */
export const dateText = (date: FuzzyDate, say: Say = sayIn(ENGLISH)): string =>
  date.edtf + (date.raw === null ? '' : ` (${say('from')} ${quoted(date.raw)})`);

interface TextOptions {
  /** Languages of the words, best first. Defaults to English. */
  readonly languages?: readonly string[];
  /** The unit of a quantity in words. Defaults to its code. */
  readonly unit?: string | null;
}

const textOf = (value: NewFactValue, languages: readonly string[], unit: string | null): string => {
  const say = sayIn(languages);
  if (value.kind === 'QUANTITY') {
    const { amount = null, lower = null, upper = null, approximate, raw } = value;
    const number = amount ?? `${lower ?? '…'} ${say('to')} ${upper ?? '…'}`;
    return `${approximate ? `${say('about')} ` : ''}${number} ${unit ?? value.unit} (${say('from')} ${quoted(raw)})`;
  }
  if (value.kind === 'DATE') return dateText(value.date, say);
  if (value.kind === 'TEXT')
    return `${quoted(value.text)}${value.wording === 'REVIEWER' ? ` (${say('reviewer')})` : ''}`;
  return value.kind === 'ENTITY' ? `${say('entry')} ${value.entityId}` : yesOrNo(value.value, languages);
};

/** The value of a statement as it is stored, in words for a reviewer. */
export const valueText = (
  { value, presence }: Pick<ImportedStatement, 'value' | 'presence'>,
  { languages = ENGLISH, unit = null }: TextOptions = {},
): string =>
  value
    ? textOf(value, languages, unit)
    : `${sayIn(languages)('none')}: ${enumLabel('ValuePresence', presence ?? 'UNKNOWN', languages)}`;

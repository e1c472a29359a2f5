import { FuzzyDate, matchKey } from '@wizness/kernel';
import type { Vocabulary } from '@wizness/partnerships';
import type { Choices } from './choices';
import type { Row } from './copy-rows';
import { COUNTRIES, type Subjects } from './subjects';

const NO_VALUE = {
  amount: null,
  lower: null,
  upper: null,
  unit_code: null,
  approximate: false,
  date_value: null,
  date_earliest: null,
  date_latest: null,
  text_value: null,
  text_lang: null,
  wording: 'SOURCE',
  quoted: false,
  said_by_id: null,
  entity_id: null,
  boolean_value: null,
  raw: null,
};

export type Property = NonNullable<Vocabulary['properties']>[number];

/** One fact of ten is a range, and one of ten has a date that is not exact. */
const RANGES = 0.1;
const FUZZY = 0.1;

const parsed = new Map<string, FuzzyDate>();
/** Dates by their EDTF: parsing is slow, and there are few. */
const dateOf = (edtf: string): FuzzyDate => {
  const date = parsed.get(edtf) ?? FuzzyDate.fromEdtf(edtf);
  parsed.set(edtf, date);
  return date;
};

const stored = (edtf: string): string => JSON.stringify({ edtf, raw: edtf });

const someDate = ({ integer, pick }: Choices, fuzzy: boolean): string => {
  const [year, month] = [integer(1990, 2026), String(integer(1, 12)).padStart(2, '0')];
  if (!fuzzy) return `${year}-${month}-${String(integer(1, 28)).padStart(2, '0')}`;
  return pick([`${year}`, `${year}-${month}`, `${year}~`, `../${year}`, `${year}/${year + 2}`]);
};

const quantityOf = (choices: Choices, unit: string): Row => {
  const amount = unit === '1' ? choices.integer(0, 100) / 100 : Math.ceil(10 ** (choices.fraction() * 6));
  const raw = String(amount);
  const common = { ...NO_VALUE, unit_code: unit, approximate: choices.happens(0.1) };
  // Half of the facts are quantities.
  if (!choices.happens(2 * RANGES)) return { ...common, amount: raw, raw };
  const upper = unit === '1' ? 1 : amount + choices.integer(1, amount);
  return { ...common, lower: raw, upper: String(upper), raw: `${raw} to ${upper}` };
};

/** The columns of a value of this property. `words` are some of the text that states it. */
export const valueColumns = (choices: Choices, property: Property, words: string, { people }: Subjects): Row => {
  switch (property.valueKind) {
    case 'QUANTITY':
      return quantityOf(choices, property.unit ?? '1');
    case 'DATE': {
      const edtf = someDate(choices, choices.happens(FUZZY));
      const { earliest, latest } = dateOf(edtf);
      return { ...NO_VALUE, date_value: stored(edtf), date_earliest: earliest, date_latest: latest, raw: edtf };
    }
    case 'ENTITY':
      return { ...NO_VALUE, entity_id: choices.pick(people).id, raw: words };
    case 'BOOLEAN':
      return { ...NO_VALUE, boolean_value: choices.happens(0.5), raw: words };
    case 'TEXT':
      return { ...NO_VALUE, text_value: words, text_lang: 'en', quoted: choices.happens(0.2) };
  }
};

/** When and where a fact holds. */
export const limitColumns = (choices: Choices, measure: string): Row => {
  const fuzzy = choices.happens(FUZZY);
  const from = choices.happens(0.4) || fuzzy ? someDate(choices, fuzzy) : null;
  const due = measure === 'TARGET' ? someDate(choices, true) : null;
  return {
    valid_from: from === null ? null : stored(from),
    valid_to: null,
    from_earliest: from === null ? null : dateOf(from).earliest,
    from_latest: from === null ? null : dateOf(from).latest,
    to_earliest: null,
    to_latest: null,
    due: due === null ? null : stored(due),
    due_earliest: due === null ? null : dateOf(due).earliest,
    due_latest: due === null ? null : dateOf(due).latest,
    country: choices.happens(0.6) ? choices.pick(COUNTRIES) : null,
  };
};

/** What filters by text compare: the value and the words that it was read from, each on a line. */
export const wordsOf = ({ text_value, raw }: Row): string =>
  [text_value, raw].map((text) => matchKey(typeof text === 'string' ? text : '')).join('\n');

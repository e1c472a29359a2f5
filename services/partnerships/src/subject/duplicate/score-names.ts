import { nameKey } from '../../organisation/name-key';
import { isOneTypo } from '../../parsing/one-typo';

/** Legal forms, and words that names have or leave out. */
const FORMS = new Set('sa sas sasu sarl scop eurl snc ltd limited inc corp gmbh ag bv nv spa plc llc'.split(' '));
const SMALL = new Set(
  'le la les l the de du des d of et and & association asso société societe groupe group'.split(' '),
);

/** Scores of kinds of likeness, the strongest first. */
const [SAME, WITHOUT_FORM, SORTED, TYPO, SHORTER] = [0.95, 0.9, 0.85, 0.8, 0.7];
const OTHER_FORM = 0.2;
/** A shorter word has too many others that differ in one letter. */
const TYPO_LENGTH = 6;

const wordsOf = (name: string): string[] =>
  nameKey(name)
    .split(' ')
    .filter((word) => word !== '');
const coreOf = (words: readonly string[]): string[] => {
  const core = words.filter((word) => !FORMS.has(word) && !SMALL.has(word));
  return core.length > 0 ? core : [...words];
};

const hasOneTypo = (a: readonly string[], b: readonly string[]): boolean => {
  const [left, right] = [a.filter((word) => !b.includes(word)), b.filter((word) => !a.includes(word))];
  const [one = '', other = ''] = [left[0], right[0]];
  const isLong = one.length >= TYPO_LENGTH && other.length >= TYPO_LENGTH && one[0] === other[0];
  return left.length === 1 && right.length === 1 && isLong && isOneTypo(one, other);
};

const likeness = (a: readonly string[], b: readonly string[]): number => {
  if (a.join(' ') === b.join(' ')) return WITHOUT_FORM;
  if (a.toSorted().join(' ') === b.toSorted().join(' ')) return SORTED;
  if (a.length === b.length && hasOneTypo(a, b)) return TYPO;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.length > 1 && shorter.every((word) => longer.includes(word)) ? SHORTER : 0;
};

/** How alike two names are, 0 to 0.95: folded, without legal form and small words, in any order, with at most one typo. */
export const scoreNames = (a: string, b: string): number => {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.join(' ') === right.join(' ')) return SAME;
  const formsOf = (words: readonly string[]): string => words.filter((word) => FORMS.has(word)).join(' ');
  const hasOtherForm = formsOf(left) !== '' && formsOf(right) !== '' && formsOf(left) !== formsOf(right);
  return Math.max(0, likeness(coreOf(left), coreOf(right)) - (hasOtherForm ? OTHER_FORM : 0));
};

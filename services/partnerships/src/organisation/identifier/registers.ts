import { isBelgianNumber, isFrenchVat, isLuhn, isMod1110, isMod97, isSiret } from './check-digits';

/** What is wrong with a number, and what it should look like. Null if it is valid. */
type Check = (value: string) => string | null;

const matching =
  (pattern: RegExp, expected: string, hasValidCheckDigits: (value: string) => boolean = () => true): Check =>
  (value) => {
    if (!pattern.test(value)) return `it must be ${expected}`;
    return hasValidCheckDigits(value) ? null : 'its check digits are wrong, so at least one character is mistyped';
  };

/** Format of the VAT numbers of each country after its prefix, and the check of those that we can compute. */
const VAT: Readonly<Record<string, readonly [pattern: RegExp, check?: (number: string) => boolean]>> = {
  AT: [/^U\d{8}$/],
  BE: [/^[01]\d{9}$/, isBelgianNumber],
  BG: [/^\d{9,10}$/],
  CH: [/^E\d{9}(MWST|TVA|IVA)?$/],
  CY: [/^\d{8}[A-Z]$/],
  CZ: [/^\d{8,10}$/],
  DE: [/^\d{9}$/, isMod1110],
  DK: [/^\d{8}$/],
  EE: [/^\d{9}$/],
  EL: [/^\d{9}$/],
  ES: [/^[A-Z0-9]\d{7}[A-Z0-9]$/],
  FI: [/^\d{8}$/],
  FR: [/^[A-HJ-NP-Z0-9]{2}\d{9}$/, (number) => isFrenchVat(number.slice(0, 2), number.slice(2))],
  GB: [/^(\d{9}|\d{12}|(GD|HA)\d{3})$/],
  HR: [/^\d{11}$/],
  HU: [/^\d{8}$/],
  IE: [/^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/],
  IT: [/^\d{11}$/, isLuhn],
  LT: [/^(\d{9}|\d{12})$/],
  LU: [/^\d{8}$/, (number) => Number(number.slice(0, 6)) % 89 === Number(number.slice(6))],
  LV: [/^\d{11}$/],
  MT: [/^\d{8}$/],
  NL: [/^[A-Z0-9+*]{9}B[A-Z0-9+*]{2}$/],
  NO: [/^\d{9}(MVA)?$/],
  PL: [/^\d{10}$/],
  PT: [/^\d{9}$/],
  RO: [/^\d{2,10}$/],
  SE: [/^\d{12}$/],
  SI: [/^\d{8}$/],
  SK: [/^\d{10}$/],
};

const checkVat: Check = (value) => {
  const country = value.slice(0, 2);
  const [pattern, check] = VAT[country] ?? [];
  if (!pattern) return `it must begin with the prefix of its country (${Object.keys(VAT).join(', ')})`;
  return matching(pattern, `"${country}" and a number in the format of that country`, check)(value.slice(2));
};

interface Register {
  readonly check: Check;
  /** Whether an organisation has only one number in it, so that another number means another organisation. */
  readonly isUnique: boolean;
}

/** The registers whose numbers we can check, by the name that the graph shows. */
export const REGISTERS: Readonly<Record<string, Register>> = {
  siren: { check: matching(/^\d{9}$/, '9 digits', isLuhn), isUnique: true },
  siret: { check: matching(/^\d{14}$/, '14 digits', isSiret), isUnique: false },
  // W, the department (2A and 9R too), and a running number.
  rna: { check: matching(/^W\d[A-Z\d]\d{7}$/, 'the letter W and 9 digits, such as W751234567'), isUnique: true },
  lei: { check: matching(/^[A-Z\d]{18}\d{2}$/, '20 letters and digits, the last two digits', isMod97), isUnique: true },
  vat: { check: checkVat, isUnique: false },
  wikidata: { check: matching(/^Q[1-9]\d*$/, 'Q and a number, such as Q6686'), isUnique: true },
};

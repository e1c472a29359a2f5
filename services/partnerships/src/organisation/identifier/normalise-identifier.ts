import { badUserInput, normaliseText } from '@wizness/kernel';
import type { NewIdentifier } from '../new-organisation';
import { REGISTERS } from './registers';

/** Other names of a register, as they are compared: lower case, without separators. */
const ALIASES: Readonly<Record<string, string>> = {
  frsiren: 'siren',
  frsiret: 'siret',
  frrna: 'rna',
  waldec: 'rna',
  xilei: 'lei',
  tva: 'vat',
  vies: 'vat',
  wd: 'wikidata',
};

/** Separators that people write inside a number. They do not change it. */
const SEPARATORS = /[\s\p{Zs}\p{Cf}\p{Pd}.,_/·]/gu;

const schemeOf = (scheme: string): string => {
  const words = normaliseText(scheme, 'NFKC').trim().toLowerCase();
  const compared = words.replace(SEPARATORS, '');
  const known = ALIASES[compared] ?? compared;
  return Object.hasOwn(REGISTERS, known) ? known : words.replace(/[\s\p{Zs}\p{Pd}_]+/gu, '-');
};

/** `http://www.wikidata.org/entity/Q6686` and `wd:Q6686` mean Q6686. */
const withoutAddress = (value: string): string => value.replace(/^(https?:\/\/(www\.)?wikidata\.org\/\S*\/|wd:)/i, '');

const valueOf = (scheme: string, value: string): string => {
  const compatible = normaliseText(value, 'NFKC').trim();
  if (!Object.hasOwn(REGISTERS, scheme)) return compatible.replace(/[\s\p{Zs}\p{Cf}]+/gu, '');
  return (scheme === 'wikidata' ? withoutAddress(compatible) : compatible).replace(SEPARATORS, '').toUpperCase();
};

/**
 * An identifier as it is stored and compared: the scheme in lower case without its country (`siren`), the number without
 * separators in upper case. Numbers of other registers keep their notation, without spaces. Throws BAD_USER_INPUT that says what is wrong
 * if the length, the characters or the check digits of a known register do not fit.
 */
export const normaliseIdentifier = ({ scheme: givenScheme, value: given, uri }: NewIdentifier): NewIdentifier => {
  const scheme = schemeOf(givenScheme);
  const value = valueOf(scheme, given);
  const fault = value === '' ? 'it is empty' : REGISTERS[scheme]?.check(value);
  if (fault) {
    throw badUserInput(`"${given}" is not a number of the register ${scheme}: ${fault}. Correct it, or leave it out.`);
  }
  return uri === undefined ? { scheme, value } : { scheme, value, uri };
};

/** Whether two numbers of one register are spellings of one: they differ only in separators or letter case. */
export const isSameNumber = (one: string, other: string): boolean =>
  one.replace(SEPARATORS, '').toUpperCase() === other.replace(SEPARATORS, '').toUpperCase();

/** A SIRET and a French VAT number contain the SIREN of the organisation. */
const impliedBy = ({ scheme, value }: NewIdentifier): NewIdentifier[] => {
  if (scheme === 'siret') return [{ scheme: 'siren', value: value.slice(0, 9) }];
  if (scheme === 'vat' && value.startsWith('FR')) return [{ scheme: 'siren', value: value.slice(4) }];
  return [];
};

/**
 * The identifiers in the form in which they are stored, each once, with those that they contain. Throws BAD_USER_INPUT
 * for an invalid one.
 */
export const normaliseIdentifiers = (identifiers: readonly NewIdentifier[]): NewIdentifier[] => {
  const given = identifiers.map(normaliseIdentifier);
  const all = [...given, ...given.flatMap(impliedBy)];
  return [...new Map(all.toReversed().map((each) => [`${each.scheme} ${each.value}`, each])).values()].toReversed();
};

/**
 * What an organisation has only one of: another number with the same key means another organisation. Null for numbers of
 * which it may have several (SIRET). An organisation has one VAT number per country.
 */
export const exclusiveKey = ({ scheme, value }: Pick<NewIdentifier, 'scheme' | 'value'>): string | null => {
  if (scheme === 'vat') return `vat ${value.slice(0, 2)}`;
  return (REGISTERS[scheme]?.isUnique ?? true) ? scheme : null;
};

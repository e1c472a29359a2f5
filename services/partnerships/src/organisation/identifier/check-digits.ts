/** Check digits of registration numbers. Every function takes digits (and letters where stated) without separators. */

/** ISO/IEC 7812-1, "Luhn": the sum of the digits, every second one from the right doubled, is a multiple of 10. */
const luhnSum = (digits: string): number =>
  [...digits].toReversed().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);

export const isLuhn = (digits: string): boolean => luhnSum(digits) % 10 === 0;

/** La Poste numbers its establishments so that the plain sum of their digits is a multiple of 5 (INSEE). */
const LA_POSTE = '356000000';

/** Number of a French establishment: 14 digits, of which the first 9 are a SIREN. */
export const isSiret = (digits: string): boolean => {
  if (!isLuhn(digits.slice(0, 9))) return false;
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  return isLuhn(digits) || (digits.startsWith(LA_POSTE) && sum % 5 === 0);
};

/** ISO/IEC 7064 MOD 97-10, as in ISO 17442 (LEI): with A = 10 … Z = 35, the number leaves 1 when divided by 97. */
export const isMod97 = (characters: string): boolean => {
  const digits = [...characters].map((character) => Number.parseInt(character, 36)).join('');
  return [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0) === 1;
};

/** French VAT number without `FR`: a key of two digits, then the SIREN. Keys with letters exist but have no published rule. */
export const isFrenchVat = (key: string, siren: string): boolean =>
  isLuhn(siren) && (!/^\d{2}$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97);

/** Belgian enterprise number: 10 digits, the last two are 97 minus the remainder of the others divided by 97. */
export const isBelgianNumber = (digits: string): boolean =>
  97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));

/** ISO/IEC 7064 MOD 11,10, as in German VAT numbers: 9 digits. */
export const isMod1110 = (digits: string): boolean => {
  let product = 10;
  for (const digit of digits.slice(0, -1)) product = (2 * ((Number(digit) + product) % 10 || 10)) % 11;
  return (11 - product) % 10 === Number(digits.at(-1));
};

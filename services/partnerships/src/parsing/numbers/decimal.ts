/** Multiplies a decimal string by ten to the power `places` without losing a digit: `60`, -2 gives `0.60`. */
export const shiftDecimal = (value: string, places: number): string => {
  const negative = value.startsWith('-');
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const digits = `${whole}${fraction}`;
  const point = whole.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const cut = Math.max(point, 1);
  const integer = padded.slice(0, cut).replace(/^0+(?=\d)/, '');
  const decimals = padded.slice(cut);
  return `${negative ? '-' : ''}${integer}${decimals && `.${decimals}`}`;
};

const decimalPlaces = (value: string): number => (value.split('.')[1] ?? '').length;

const asInteger = (value: string, places: number): bigint => BigInt(shiftDecimal(value, places));

/** Orders two decimal strings: negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compareDecimals = (a: string, b: string): number => {
  const places = Math.max(decimalPlaces(a), decimalPlaces(b));
  const difference = asInteger(a, places) - asInteger(b, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** The exact sum of two decimal strings: `1`, `0.5` gives `1.5`. */
export const addDecimals = (a: string, b: string): string => {
  const places = Math.max(decimalPlaces(a), decimalPlaces(b));
  return shiftDecimal(String(asInteger(a, places) + asInteger(b, places)), -places);
};

/** The exact difference of two decimal strings: `1`, `0.5` gives `0.5`. */
export const subtractDecimals = (a: string, b: string): string =>
  addDecimals(a, b.startsWith('-') ? b.slice(1) : `-${b}`);

/** How many places the decimals of a fraction may have. More is not a figure that a text states as a fraction. */
const MAX_PLACES = 6;

/** `numerator` / `denominator` as an exact decimal string, or null if it has none: 3/4 gives `0.75`, 2/3 gives null. */
export const exactQuotient = (numerator: number, denominator: number): string | null => {
  if (denominator === 0) return null;
  for (let places = 0; places <= MAX_PLACES; places += 1) {
    const scaled = numerator * 10 ** places;
    if (scaled % denominator === 0) return shiftDecimal(String(scaled / denominator), -places);
  }
  return null;
};

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

/** Orders two decimal strings: negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compareDecimals = (a: string, b: string): number => {
  const places = Math.max(...[a, b].map((value) => (value.split('.')[1] ?? '').length));
  const difference = BigInt(shiftDecimal(a, places)) - BigInt(shiftDecimal(b, places));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

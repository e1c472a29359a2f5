/** Characters that normalisation sorts: combining marks, and the half-width marks of katakana, which become some. */
const LONG_RUN = /([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu;

/**
 * Normalises a text in linear time (UAX #15). `String.normalize` sorts the marks after each letter, which takes quadratic
 * time: one megabyte of marks blocks the process for a minute. So of a run of marks only the first 30 are kept, as many as
 * the stream-safe text format allows; no language needs more than ten. Use this function for every text that may be long.
 */
export const normaliseText = (text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): string =>
  text.replace(LONG_RUN, '$1').normalize(form);

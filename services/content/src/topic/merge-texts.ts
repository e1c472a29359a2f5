import type { TextByLanguage } from '@wizness/kernel';

/** A given text that differs from the stored one. The stored one was kept. */
export interface KeptText {
  /** Such as `labels.fr`. */
  readonly field: string;
  readonly kept: string;
  readonly given: string;
}

/** The stored texts, which stay, with those of further languages. `kept` lists the given ones that differ. */
export const mergeTexts = (
  field: string,
  stored: TextByLanguage,
  given: TextByLanguage,
): { readonly texts: TextByLanguage; readonly kept: readonly KeptText[] } => ({
  texts: { ...stored, ...Object.fromEntries(Object.entries(given).filter(([lang]) => !stored[lang])) },
  kept: Object.entries(given).flatMap(([lang, text]) => {
    const existing = stored[lang];
    return existing && existing !== text ? [{ field: `${field}.${lang}`, kept: existing, given: text }] : [];
  }),
});

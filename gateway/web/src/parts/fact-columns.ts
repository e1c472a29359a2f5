/** Columns that a reader can hide. A value and what it is about are always there. */
export const HIDEABLE_COLUMNS = ['property', 'measure', 'when', 'certainty', 'sources'] as const;

export type HideableColumn = (typeof HIDEABLE_COLUMNS)[number];

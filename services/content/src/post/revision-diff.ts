import { diffWordsWithSpace } from 'diff';
import type { DiffPart } from './revision-diff.types';
import { DiffChange } from './revision-diff.types';

/** The comparison of long texts that have little in common is given up after this time. In milliseconds. */
const TIMEOUT_MS = 200;
const MAX_PARTS = 2000;

const part = (change: DiffChange, text: string): DiffPart[] => (text === '' ? [] : [{ change, text }]);

/**
 * The differences of two texts in text order, word by word: the parts that are kept or deleted give `before`, those that are
 * kept or inserted give `after`. One DELETED and one INSERTED part if there would be more than 2,000, or if it takes too long.
 */
export const diffOf = (before: string, after: string): readonly DiffPart[] => {
  const changes = diffWordsWithSpace(before, after, { timeout: TIMEOUT_MS });
  if (!changes || changes.length > MAX_PARTS) {
    return [...part(DiffChange.DELETED, before), ...part(DiffChange.INSERTED, after)];
  }
  return changes.flatMap(({ value, added, removed }) =>
    part(added ? DiffChange.INSERTED : removed ? DiffChange.DELETED : DiffChange.KEPT, value),
  );
};

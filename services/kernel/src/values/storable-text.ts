/**
 * Why PostgreSQL cannot store `text`, as a noun phrase for an error message; null if it can. Its UTF-8 has no NUL and no
 * unpaired surrogate.
 */
export const unstorablePart = (text: string): string | null => {
  if (text.includes('\0')) return 'a NUL character (U+0000)';
  return text.isWellFormed() ? null : 'half of a surrogate pair';
};

/** Whether PostgreSQL can store every text in `value`, at any depth, names of properties included. */
export const isStorable = (value: unknown): boolean => {
  // A list instead of recursion: the caller chooses how deeply values are nested.
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const current = pending.pop();
    if (typeof current === 'string') {
      if (unstorablePart(current) !== null) return false;
    } else if (typeof current === 'object' && current !== null) {
      for (const entry of Object.entries(current)) pending.push(...entry);
    }
  }
  return true;
};

/** `text` with U+FFFD for everything that PostgreSQL cannot store: a text to search for, never one to store. */
export const toStorableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

import { nameKey } from '../organisation/name-key';

/** The most characters of a theme that a search finds: the limit of a name. */
const MAX_LENGTH = 500;

/** `nameKey` of a theme, so that one text finds names and themes. Null if there is none. */
export const themeKeyOf = (theme: string | null): string | null =>
  theme === null ? null : nameKey(theme.slice(0, MAX_LENGTH));

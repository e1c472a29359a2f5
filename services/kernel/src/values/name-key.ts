import { boundedText } from './bounded-text';
import { matchKey } from './match-key';

/** The most characters of a name, of any kind of subject. */
const MAX_LENGTH = 500;

/**
 * The key that spellings of one name share: its {@link matchKey}. It is empty only for an empty name. Throws BAD_USER_INPUT
 * for more than 500 characters.
 */
export const nameKey = (name: string): string => matchKey(boundedText(name, MAX_LENGTH, 'name'));

import { lineProblem, normaliseLine, paragraphsProblem } from '@wizness/kernel';

/** In code points. */
const MAX_NAME_LENGTH = 80;
const MAX_TEXT_LENGTH = 2000;

/** The stored form of a name. Throws BAD_USER_INPUT for one that {@link checkName} refuses for its length. */
export const normaliseName = (name: string): string => normaliseLine(name, MAX_NAME_LENGTH);

/** Why `name` cannot be displayed as a name on one line, as a message for the user; null if it is valid. */
export const checkName = (name: string): string | null => lineProblem(name, MAX_NAME_LENGTH);

/** Why `text` cannot be displayed as a text of several lines, as a message for the user; null if it is valid. */
export const checkText = (text: string): string | null => paragraphsProblem(text, MAX_TEXT_LENGTH);

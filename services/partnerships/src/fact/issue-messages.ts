import { DataIssueCode } from '../parsing/issue';

/** What each kind of doubt means, in French. A recorded message is in the language of the rule or reviewer that wrote it. */
export const FRENCH_MESSAGES: Readonly<Record<DataIssueCode, string>> = {
  [DataIssueCode.MALFORMED_NUMBER]: 'Le nombre est mal formé : voir les valeurs possibles.',
  [DataIssueCode.UNREADABLE_NUMBER]: 'Le nombre n’a pas pu être lu en entier : voir les valeurs possibles.',
  [DataIssueCode.AMBIGUOUS_NUMBER]: 'Le nombre peut se lire de plusieurs façons : voir les valeurs possibles.',
  [DataIssueCode.AMBIGUOUS_DATE]: 'Les mots désignent plusieurs dates, ou aucune exactement.',
  [DataIssueCode.RELATIVE_DATE]: 'La date se compte à partir d’un autre jour.',
  [DataIssueCode.IMPLICIT_DATE]: 'La date est déduite du texte, qui ne la donne pas.',
  [DataIssueCode.UNREADABLE_DATE]: 'La date n’a pas pu être lue en entier.',
  [DataIssueCode.CONFLICTING_SOURCES]: 'Une autre source dit autre chose.',
  [DataIssueCode.VAGUE_QUANTITY]: 'Il y en a, mais le texte ne dit pas combien.',
  [DataIssueCode.SELF_REPORTED]: 'C’est l’intéressé lui-même qui le déclare.',
  [DataIssueCode.EVALUATIVE]: 'C’est un jugement, pas une mesure.',
  [DataIssueCode.UNREAD_SOURCE]: 'La source citée n’a pas été lue : le texte la rapporte.',
  [DataIssueCode.MISSING_DENOMINATOR]: 'C’est une part d’un total que le texte ne donne pas.',
};

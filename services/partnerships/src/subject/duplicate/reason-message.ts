import { textIn } from '@wizness/kernel';
import type { DuplicateReason } from '../identity/identity.types';

const MESSAGES: Readonly<Record<DuplicateReason['code'], { readonly fr: string; readonly en: string }>> = {
  SAME_NAME: { fr: 'Même nom', en: 'Same name' },
  SAME_SHORT_NAME: { fr: 'Même nom court', en: 'Same short name' },
  SIMILAR_NAME: { fr: 'Nom proche', en: 'Similar name' },
  SHARED_PERSON: { fr: 'Une personne en commun', en: 'A person in common' },
  SHARED_LINK: { fr: 'Une relation en commun', en: 'A relation in common' },
  SHARED_HOMEPAGE: { fr: 'Même site web', en: 'Same website' },
  OTHER_IDENTIFIER: { fr: 'Autre numéro', en: 'Another number' },
  OTHER_NAME: { fr: 'Autre nom officiel', en: 'Another official name' },
  OTHER_COUNTRY: { fr: 'Autre pays', en: 'Another country' },
  OTHER_ORGANISATION: { fr: 'Autres organisations', en: 'Other organisations' },
  OTHER_PARENT: { fr: 'Fait partie d’autre chose', en: 'Part of something else' },
  OTHER_PARTNERSHIP: { fr: 'Autre partenariat', en: 'Another partnership' },
};

/** French has a space before it. */
const COLON = { fr: '\u00a0:', en: ':' };

/** A reason for readers of the first of these languages that has it. `words` are what it is about; null if the code says it. */
export const reasonMessage = (
  code: DuplicateReason['code'],
  words: string | null,
  languages: readonly string[],
): string => {
  const message = textIn({ ...MESSAGES[code] }, languages) ?? MESSAGES[code].en;
  const colon = textIn(COLON, languages) ?? COLON.en;
  return words === null ? `${message}.` : `${message}${colon} ${words}.`;
};

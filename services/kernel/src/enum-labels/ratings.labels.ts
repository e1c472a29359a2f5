import type { EnumLabels } from './enum-labels.types';

/** Labels of the enums of ratings. */
export const ratingsLabels = {
  RateableKind: {
    ARTICLE: { fr: 'Article', en: 'Article' },
    NEWS: { fr: 'Actualité', en: 'News' },
    EVENT: { fr: 'Événement', en: 'Event' },
    GOOD_PRACTICE: { fr: 'Bonne pratique', en: 'Good practice' },
    CHALLENGE: { fr: 'Défi', en: 'Challenge' },
    ORGANISATION: { fr: 'Organisation', en: 'Organisation' },
    PROGRAMME: { fr: 'Programme', en: 'Programme' },
    PARTNERSHIP: { fr: 'Partenariat', en: 'Partnership' },
  },
  RatingOrder: {
    NEWEST: { fr: 'Les plus récentes d’abord', en: 'Newest first' },
    OLDEST: { fr: 'Les plus anciennes d’abord', en: 'Oldest first' },
    HIGHEST: { fr: 'Les meilleures d’abord', en: 'Highest first' },
    LOWEST: { fr: 'Les moins bonnes d’abord', en: 'Lowest first' },
    MOST_HELPFUL: { fr: 'Les plus utiles d’abord', en: 'Most helpful first' },
  },
} satisfies EnumLabels;

import type { Language } from '../language';

/** What a page says around a post. */
export interface PostTexts {
  readonly kinds: Readonly<Record<string, string>>;
  readonly by: string;
  readonly minutes: (count: number) => string;
  readonly contents: string;
  readonly topics: string;
  readonly when: string;
  readonly where: string;
  readonly series: string;
  readonly organisers: string;
  readonly firstPublished: string;
  readonly gone: string;
  readonly goneText: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly tooMany: string;
  readonly tooManyText: string;
  readonly unavailable: string;
  readonly unavailableText: string;
}

export const POST_TEXTS: Readonly<Record<Language, PostTexts>> = {
  fr: {
    kinds: {
      ARTICLE: 'Article',
      NEWS: 'Actualité',
      EVENT: 'Événement',
      GOOD_PRACTICE: 'Bonne pratique',
      CHALLENGE: 'Défi',
    },
    by: 'par',
    minutes: (count) => `${count} min de lecture`,
    contents: 'Sommaire',
    topics: 'Thèmes',
    when: 'Date',
    where: 'Lieu',
    series: 'Série',
    organisers: 'Organisé par',
    firstPublished: 'Publié d’abord par',
    gone: 'Page retirée',
    goneText: 'La publication qui était à cette adresse a été retirée.',
    notFound: 'Page introuvable',
    notFoundText: 'Il n’y a pas de publication publique à cette adresse.',
    tooMany: 'Trop de demandes',
    tooManyText: 'Vous avez ouvert trop de pages à la fois. Réessayez dans un moment.',
    unavailable: 'Page indisponible',
    unavailableText: 'La page ne peut pas être affichée pour le moment. Réessayez dans quelques instants.',
  },
  en: {
    kinds: {
      ARTICLE: 'Article',
      NEWS: 'News',
      EVENT: 'Event',
      GOOD_PRACTICE: 'Good practice',
      CHALLENGE: 'Challenge',
    },
    by: 'by',
    minutes: (count) => `${count} min read`,
    contents: 'Contents',
    topics: 'Topics',
    when: 'Date',
    where: 'Place',
    series: 'Series',
    organisers: 'Organised by',
    firstPublished: 'First published by',
    gone: 'Page withdrawn',
    goneText: 'The post at this address has been withdrawn.',
    notFound: 'Page not found',
    notFoundText: 'There is no public post at this address.',
    tooMany: 'Too many requests',
    tooManyText: 'You have opened too many pages at once. Try again in a moment.',
    unavailable: 'Page unavailable',
    unavailableText: 'The page cannot be shown at the moment. Try again in a moment.',
  },
};

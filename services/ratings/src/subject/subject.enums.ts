import { idPrefix } from '@wizness/kernel';
import { registerEnumType } from 'type-graphql';

export enum RateableKind {
  ARTICLE = 'ARTICLE',
  NEWS = 'NEWS',
  EVENT = 'EVENT',
  GOOD_PRACTICE = 'GOOD_PRACTICE',
  CHALLENGE = 'CHALLENGE',
  ORGANISATION = 'ORGANISATION',
  PROGRAMME = 'PROGRAMME',
  PARTNERSHIP = 'PARTNERSHIP',
}
registerEnumType(RateableKind, {
  name: 'RateableKind',
  description: 'What can be rated. A subject is ranked against the mean of its own kind.',
  valuesConfig: {
    ARTICLE: { description: 'A post that tells of something at length.' },
    NEWS: { description: 'A post that passes a piece of news on.' },
    EVENT: { description: 'A post that announces an event.' },
    GOOD_PRACTICE: { description: 'A post that describes what worked.' },
    CHALLENGE: { description: 'A post that asks the community for answers.' },
    ORGANISATION: { description: 'An organisation.' },
    PROGRAMME: { description: 'A programme.' },
    PARTNERSHIP: { description: 'A partnership.' },
  },
});

const TYPE_BY_PREFIX: Readonly<Record<string, string>> = {
  post: 'Post',
  org: 'Organisation',
  programme: 'Programme',
  partnership: 'Partnership',
};

/** The object type that a subject's id belongs to; undefined where nothing with such an id can be rated. */
export const typeOfSubject = (id: string): string | undefined => TYPE_BY_PREFIX[idPrefix(id) ?? ''];

/** The object type of all subjects of one kind. */
export const typeOfKind = (kind: RateableKind): string => {
  switch (kind) {
    case RateableKind.ORGANISATION:
      return 'Organisation';
    case RateableKind.PROGRAMME:
      return 'Programme';
    case RateableKind.PARTNERSHIP:
      return 'Partnership';
    default:
      return 'Post';
  }
};

import { FuzzyDate } from '@wizness/kernel';
import { TextFormat } from '../rich-text/rich-text.enums';
import { digestOf } from './digest';
import type { NewEventDetails } from './new-post';
import { PostKind } from './post.enums';

const digestOfEvent = (details: Partial<NewEventDetails>): string =>
  digestOf(
    {
      kind: PostKind.EVENT,
      slug: 'market-day',
      title: 'Market day',
      lang: 'en',
      body: { source: 'Come and see.', format: TextFormat.PLAIN },
      details: { when: FuzzyDate.unknown(), ...details },
    },
    null,
  );

describe('The digest of an event', () => {
  test('Is the same whether the event is said to take place or nothing is said', () => {
    expect(digestOfEvent({ cancelled: false, capacity: null, timeZone: null })).toBe(digestOfEvent({}));
  });

  test('Differs once the event is cancelled', () => {
    expect(digestOfEvent({ cancelled: true })).not.toBe(digestOfEvent({}));
  });
});

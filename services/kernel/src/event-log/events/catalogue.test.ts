import { eventSamples } from '../../../test/support/event-samples';
import { defineConsumer } from '../consumer';
import { eventCatalogue, type EventType } from './catalogue';
import { contentEvents } from './content.events';
import { readPayload } from './definition';
import { membershipEvents } from './membership.events';
import { partnershipsEvents } from './partnerships.events';
import { ratingsEvents } from './ratings.events';

const TYPES = Object.keys(eventCatalogue) as EventType[];

const logged = (type: string, payload: object) => ({
  position: 7,
  type,
  subject: 'thing_1',
  payload: payload as Record<string, unknown>,
  occurredAt: new Date('2026-01-01T00:00:00Z'),
});

describe('the event catalogue', () => {
  test('has each type once, under one owner', () => {
    const byOwner = {
      content: contentEvents,
      membership: membershipEvents,
      partnerships: partnershipsEvents,
      ratings: ratingsEvents,
    };
    expect(Object.values(byOwner).flatMap(Object.keys).toSorted()).toEqual(TYPES.toSorted());
    for (const [owner, events] of Object.entries(byOwner)) {
      expect([owner, ...Object.values(events).map((event) => event.owner)]).toEqual(
        Array(Object.keys(events).length + 1).fill(owner),
      );
    }
  });

  test.each(TYPES)('%s describes each field of its payload', (type) => {
    const { payload, meaning, subject } = eventCatalogue[type];
    expect([meaning, subject]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
    const described = Object.values<{ description?: string }>(payload.shape).map(({ description }) => description);
    expect(described).toEqual(described.map(() => expect.stringMatching(/\.$/)));
  });

  test.each(TYPES)('%s has a sample payload for each of its versions', (type) => {
    const versions = Array.from({ length: eventCatalogue[type].version }, (_, index) => String(index + 1));
    expect(Object.keys(eventSamples[type])).toEqual(versions);
  });

  const samples = TYPES.flatMap((type) =>
    Object.entries(eventSamples[type]).flatMap(([version, payloads]) =>
      payloads.map((payload) => [type, version, payload] as const),
    ),
  );
  test.each(samples)('still reads %s of version %s: %j', (type, _, payload) => {
    expect(readPayload(eventCatalogue, logged(type, payload)).payload).toEqual(payload);
  });
});

describe('readPayload', () => {
  test('drops fields that its schema does not name', () => {
    const { payload } = readPayload(eventCatalogue, logged('MemberFollowed', { targetId: 'topic_1', later: true }));
    expect(payload).toEqual({ targetId: 'topic_1' });
  });

  test('throws an error that names the event and each wrong field', () => {
    const wrong = logged('MemberErased', { mode: 'FORGET' });
    expect(() => readPayload(eventCatalogue, wrong)).toThrow(
      /The payload of event 7 \(MemberErased of thing_1\) does not match its schema\.\n.*ANONYMISE_CONTENT.*at mode/s,
    );
  });
});

describe('defineConsumer', () => {
  test('refuses a type that the source does not own', () => {
    const define = () =>
      defineConsumer({ name: 'wrong', source: 'membership', types: ['TopicDefined'], handle: async () => undefined });
    expect(define).toThrow('The consumer wrong handles TopicDefined, which the log of membership does not have.');
  });
});

import { content, type ContentContext } from '@wizness/content';
import {
  type CalendarSelection,
  type Identity,
  anonymous,
  ModerationStatus,
  Role,
  systemClock,
  Visibility,
} from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import ICAL from 'ical.js';
import { sync, type VEvent } from 'node-ical';
import { inTimeZone } from '../../test/support/environment';
import { idOf } from '../../test/support/samples';
import { mutate, newPost, writePost } from '../../test/support/write-posts';

const ADA = memberIdentity(idOf('member', 1));
const BOB = memberIdentity(idOf('member', 2));
/** A year whose days are ahead. */
const YEAR = new Date().getUTCFullYear() + 1;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The events of a calendar by UID, as ical.js reads them. */
const parse = (text: string): ReadonlyMap<string, ICAL.Component> => {
  const [jcal] = [ICAL.parse(text)];
  const events = new ICAL.Component(jcal as never).getAllSubcomponents('vevent');
  return new Map(events.map((event) => [String(event.getFirstPropertyValue('uid')), event]));
};
const valueOf = (event: ICAL.Component | undefined, name: string): string => String(event?.getFirstPropertyValue(name));

describe('Calendars of events', () => {
  let open: OpenSubgraph<ContentContext>;
  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(() => open.close());

  const read = (selection: CalendarSelection, identity: Identity = anonymous): Promise<string | null> =>
    open.context({ identity }).readCalendar(selection);
  const publicCalendar = async (): Promise<string> => (await read({ events: 'PUBLIC' })) ?? '';
  const soon = (days: number): string =>
    new Date(Date.now() + days * DAY_MS).toISOString().replace(/T.*/, 'T17:30:00Z');
  const event = (details: object = {}, more: object = {}) =>
    writePost(
      open,
      'createPost',
      newPost({
        kind: 'EVENT',
        title: 'Un atelier, des idées; et « plus »',
        details: { event: { startsAt: soon(30), timeZone: 'Europe/Paris', place: 'Lille', ...details } },
        publish: true,
        ...more,
      }),
      ADA,
    );
  const change = async (post: { id: string; revision: number }, details: object) =>
    writePost(open, 'updatePost', { id: post.id, expectedRevision: post.revision, details: { event: details } }, ADA);

  test('Have the hour of the place for two parsers, whatever the time zone of the server', async () => {
    const winter = await event({ startsAt: `${YEAR}-01-15T17:30:00Z`, endsAt: `${YEAR}-01-15T19:00:00Z` });
    const summer = await event({ startsAt: `${YEAR}-07-15T16:30:00Z` });
    for (const zone of ['America/New_York', 'UTC', 'Asia/Kathmandu']) {
      await inTimeZone(zone, async () => {
        const text = await publicCalendar();
        for (const [{ id }, start] of [
          [winter, `${YEAR}-01-15T18:30:00`],
          [summer, `${YEAR}-07-15T18:30:00`],
        ] as const) {
          const property = parse(text).get(id)?.getFirstProperty('dtstart');
          const found = [String(property?.getFirstValue()), property?.getFirstParameter('tzid')];
          expect(found).toEqual([start, 'Europe/Paris']);
        }
        const parts = Object.values(sync.parseICS(text)).filter((part): part is VEvent => part?.type === 'VEVENT');
        const times = new Map(parts.map(({ uid, start, end }) => [uid, [start.toISOString(), end?.toISOString()]]));
        expect(times.get(winter.id)).toEqual([`${YEAR}-01-15T17:30:00.000Z`, `${YEAR}-01-15T19:00:00.000Z`]);
        expect(times.get(summer.id)).toEqual([`${YEAR}-07-15T16:30:00.000Z`, `${YEAR}-07-15T18:30:00.000Z`]);
      });
    }
  });

  test('Have no property that a member wrote: a carriage return in a text is a line break of that text', async () => {
    const { id } = await event({ place: 'Lille\rATTACH:https://example.org/x' }, { summary: 'One\rX-A:1\r\nX-B:2' });
    const text = await publicCalendar();
    expect(text.replaceAll('\r\n', '')).not.toContain('\r');
    expect(valueOf(parse(text).get(id), 'location')).toBe('Lille\nATTACH:https://example.org/x');
    expect(valueOf(parse(text).get(id), 'description')).toBe('One\nX-A:1\nX-B:2');
  });

  test('Are valid: short lines, rules of the time zone, escaped texts, and the same text for the same events', async () => {
    const { id, slug } = await event({}, { title: `${'é😀'.repeat(60)}\\ , ; fin`, summary: 'Two\nlines' });
    const text = await publicCalendar();
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toMatch(/\uFFFD|[^\r]\n/);
    expect(text).toContain('BEGIN:VTIMEZONE');
    expect(text).not.toContain('METHOD');
    const found = parse(text).get(id);
    expect(valueOf(found, 'summary')).toBe(`${'é😀'.repeat(60)}\\ , ; fin`);
    expect(valueOf(found, 'description')).toBe('Two\nlines');
    expect(valueOf(found, 'url')).toMatch(new RegExp(`/posts/${slug}$`));
    expect(valueOf(found, 'status')).toBe('CONFIRMED');
    expect(valueOf(found, 'dtstamp')).toMatch(/Z$/);
    expect(await publicCalendar()).toBe(text);
  });

  test('Have whole days where no hour is known, and no event without a day', async () => {
    const days = await event({ startsAt: null, timeZone: null, whenEdtf: `${YEAR}-03-04/${YEAR}-03-05` });
    const month = await event({ startsAt: null, timeZone: null, whenEdtf: `${YEAR}-03` });
    const events = parse(await publicCalendar());
    expect([valueOf(events.get(days.id), 'dtstart'), valueOf(events.get(days.id), 'dtend')]).toEqual([
      `${YEAR}-03-04`,
      `${YEAR}-03-06`,
    ]);
    expect(events.has(month.id)).toBe(false);
    expect(await read({ events: 'ONE', slug: month.slug })).toBeNull();
    const { data } = await open.query(
      'query ($one: ID, $other: ID) { one: post(id: $one) { details { ... on EventDetails { icsUrl } } } other: post(id: $other) { details { ... on EventDetails { icsUrl } } } }',
      { one: days.id, other: month.id },
    );
    expect(data).toEqual({
      one: { details: { icsUrl: expect.stringMatching(new RegExp(`/events/${days.slug}\\.ics$`)) } },
      other: { details: { icsUrl: null } },
    });
  });

  test('Keep the UID and raise the sequence when an event moves, and show that it is cancelled', async () => {
    const post = await event();
    const state = async () => {
      const found = parse((await read({ events: 'ONE', slug: post.slug })) ?? '').get(post.id);
      return [valueOf(found, 'sequence'), valueOf(found, 'status'), valueOf(found, 'dtstart').slice(11)];
    };
    expect(await state()).toEqual(['0', 'CONFIRMED', expect.stringMatching(/^1[89]:30:00$/)]);
    const time = { startsAt: soon(30).replace('T17', 'T16'), timeZone: 'Europe/Paris', place: 'Lille' };
    const moved = await change(post, time);
    expect(await state()).toEqual(['1', 'CONFIRMED', expect.stringMatching(/^1[78]:30:00$/)]);
    const renamed = await change(moved, { ...time, theme: 'Another' });
    expect((await state())[0]).toBe('1');
    await change(renamed, { ...time, cancelled: true });
    expect((await state()).slice(0, 2)).toEqual(['2', 'CANCELLED']);
  });

  test('Show a withdrawn event as cancelled, without its words, and one that is shown again as confirmed', async () => {
    const post = await event({}, { title: 'Withdrawn words' });
    const state = async () => {
      const text = await publicCalendar();
      const found = parse(text).get(post.id);
      return [valueOf(found, 'sequence'), valueOf(found, 'status'), text.includes('Withdrawn words')];
    };
    await writePost(open, 'unpublishPost', { id: post.id }, ADA);
    expect(await state()).toEqual(['1', 'CANCELLED', false]);
    await writePost(open, 'publishPost', { id: post.id }, ADA);
    expect(await state()).toEqual(['2', 'CONFIRMED', true]);
    const moderator = memberIdentity(idOf('member', 9), { roles: [Role.MODERATOR] });
    const statement = { rule: '1 Kindness', facts: 'It insults.', explanation: 'It hurts.' };
    const hide = { postId: post.id, status: ModerationStatus.HIDDEN, statement };
    await mutate(open, 'moderatePost', hide, moderator);
    expect(await state()).toEqual(['3', 'CANCELLED', false]);
    const moves = (await open.events.read(0, 1000)).filter(
      ({ type, subject }) => type === 'EventMoved' && subject === post.id,
    );
    expect(moves.map(({ payload }) => payload)).toEqual(
      [true, false, true].map((withdrawn, index) => ({ sequence: index + 1, cancelled: false, withdrawn })),
    );
  });

  test('Of the public have no draft and no event for members, and of a member those that they answered', async () => {
    const draft = await event({}, { publish: false });
    const forMembers = await event({ capacity: 1 }, { visibility: Visibility.MEMBERS });
    const events = parse(await publicCalendar());
    expect([events.has(draft.id), events.has(forMembers.id)]).toEqual([false, false]);
    expect(await read({ events: 'ONE', slug: forMembers.slug })).toBeNull();
    const own = async (identity: Identity) => {
      const found = parse((await read({ events: 'ANSWERED' }, identity)) ?? '').get(forMembers.id);
      return found && valueOf(found, 'status');
    };
    expect(await own(BOB)).toBeUndefined();
    await mutate(open, 'setRsvp', { postId: forMembers.id, going: true }, ADA);
    await mutate(open, 'setRsvp', { postId: forMembers.id, going: true }, BOB);
    expect([await own(ADA), await own(BOB)]).toEqual(['CONFIRMED', 'TENTATIVE']);
    await mutate(open, 'setRsvp', { postId: forMembers.id, going: false }, ADA);
    expect([await own(ADA), await own(BOB)]).toEqual([undefined, 'CONFIRMED']);
    expect(await read({ events: 'ANSWERED' })).toBeNull();
  });

  test('Are valid without events, and write a time zone without definition in UTC', async () => {
    const stranger = memberIdentity(systemClock.newId('member'));
    expect(parse((await read({ events: 'ANSWERED' }, stranger)) ?? '').size).toBe(0);
    const { id, slug } = await event({ timeZone: 'Etc/UTC' });
    const text = (await read({ events: 'ONE', slug })) ?? '';
    expect(valueOf(parse(text).get(id), 'dtstart')).toMatch(/T17:30:00/);
    for (const timeZone of ['Europe/Kyiv', 'Europe/Kiev', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'GMT']) {
      const found = await event({ timeZone });
      const file = (await read({ events: 'ONE', slug: found.slug })) ?? '';
      const [start] = Object.values(sync.parseICS(file)).flatMap((part) =>
        part?.type === 'VEVENT' ? [part.start] : [],
      );
      expect([timeZone, start?.toISOString()]).toEqual([timeZone, soon(30).replace('Z', '.000Z')]);
    }
  });
});

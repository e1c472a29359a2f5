import { content, type ContentContext } from '@wizness/content';
import { BACKGROUND_TIMEOUTS, createLogger, openDatabase } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import * as fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { idOf } from '../../test/support/samples';
import { mutate, newPost, writePost } from '../../test/support/write-posts';

const AUTHOR = memberIdentity(idOf('member', 100));
const member = (number: number) => memberIdentity(idOf('member', number));
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const EVENT = `revision details { ... on EventDetails { goingCount waitingCount cancelledAt viewerRsvp { status position }
  rsvps(first: 100) { totalCount nodes { status position member { id } } } } }`;

interface Answers {
  readonly goingCount: number;
  readonly waitingCount: number;
  readonly viewerRsvp: { readonly status: string; readonly position: number | null } | null;
  readonly rsvps: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly status: string;
      readonly position: number | null;
      readonly member: { id: string };
    }[];
  };
}

describe('An answer to an event', () => {
  let open: OpenSubgraph<ContentContext>;
  let db: DataSource;
  beforeAll(async () => {
    open = await openSubgraph(content);
    db = await openDatabase(
      { url: open.url, poolSize: 1, timeouts: BACKGROUND_TIMEOUTS, log: createLogger('content', 'silent') },
      content.storage,
    );
  });
  afterAll(async () => {
    await db.destroy();
    await open.close();
  });

  const times = { startsAt: '2126-01-01T18:00:00Z', timeZone: 'Europe/Paris' };
  const createEvent = async (details: Record<string, unknown>): Promise<string> =>
    (
      await writePost(
        open,
        'createPost',
        newPost({ kind: 'EVENT', publish: true, details: { event: details } }),
        AUTHOR,
      )
    ).id;
  const read = async (id: string, identity = AUTHOR): Promise<Answers> => {
    const { data, errors } = await open.query(`query ($id: ID!) { post(id: $id) { ${EVENT} } }`, { id }, identity);
    expect(errors).toBeUndefined();
    return (data?.['post'] as { details: Answers }).details;
  };
  const answer = (postId: string, number: number, going = true) =>
    mutate(open, 'setRsvp', { postId, going }, member(number), 'rsvp { status position } post { id }');
  const change = async (id: string, details: Record<string, unknown>) => {
    const { data } = await open.query('query ($id: ID!) { post(id: $id) { revision } }', { id }, AUTHOR);
    const { revision } = data?.['post'] as { revision: number };
    await writePost(open, 'updatePost', { id, expectedRevision: revision, details: { event: details } }, AUTHOR);
  };
  const eventsOf = async (id: string, type: string) =>
    (await open.events.read(0, 1000))
      .filter((event) => event.subject === id && event.type === type)
      .map(({ payload }) => payload);

  test('Gives ten places to twelve who answer at once, and lets two wait in order', async () => {
    const id = await createEvent({ ...times, capacity: 10 });
    await Promise.all(numbers(12).map((number) => answer(id, number)));
    const { goingCount, waitingCount, rsvps } = await read(id);
    expect({ goingCount, waitingCount }).toEqual({ goingCount: 10, waitingCount: 2 });
    expect(rsvps.nodes.map(({ status, position }) => `${status} ${position}`)).toEqual([
      ...Array(10).fill('GOING null'),
      'WAITING 1',
      'WAITING 2',
    ]);
  });

  test('Gives a place that becomes free to the first who waits, and says so in one event', async () => {
    const id = await createEvent({ ...times, capacity: 1 });
    for (const number of numbers(3)) await answer(id, number);
    expect((await read(id, member(2))).viewerRsvp).toEqual({ status: 'WAITING', position: 1 });
    expect((await answer(id, 1, false))['rsvp']).toEqual({ status: 'DECLINED', position: null });
    expect((await read(id, member(2))).viewerRsvp).toEqual({ status: 'GOING', position: null });
    expect((await read(id, member(3))).viewerRsvp).toEqual({ status: 'WAITING', position: 1 });
    await answer(id, 1, false);
    const promotions = (await eventsOf(id, 'EventAnswered')).filter(({ cause }) => cause === 'PLACE_FREE');
    expect(promotions).toEqual([{ memberId: idOf('member', 2), status: 'GOING', cause: 'PLACE_FREE' }]);
    expect((await answer(id, 1))['rsvp']).toEqual({ status: 'WAITING', position: 2 });
  });

  test('Keeps the places of those who come when the capacity becomes smaller, and nobody moves up before one is free', async () => {
    const id = await createEvent({ ...times, capacity: 3 });
    for (const number of numbers(5)) await answer(id, number);
    await change(id, { ...times, capacity: 1 });
    expect(await read(id)).toMatchObject({ goingCount: 3, waitingCount: 2 });
    await answer(id, 1, false);
    await answer(id, 2, false);
    expect(await read(id)).toMatchObject({ goingCount: 1, waitingCount: 2 });
    await answer(id, 3, false);
    expect(await read(id, member(4))).toMatchObject({
      goingCount: 1,
      waitingCount: 1,
      viewerRsvp: { status: 'GOING' },
    });
    await change(id, { ...times, capacity: null });
    expect(await read(id)).toMatchObject({ goingCount: 2, waitingCount: 0 });
  });

  test('Stays when the event moves, and each change of its time, place or status raises its sequence once', async () => {
    const id = await createEvent(times);
    await answer(id, 1);
    await change(id, { ...times, startsAt: '2126-01-01T19:00:00Z' });
    await change(id, { ...times, startsAt: '2126-01-01T19:00:00Z', theme: 'Only a theme' });
    await change(id, { ...times, startsAt: '2126-01-01T19:00:00Z', cancelled: true });
    expect(await eventsOf(id, 'EventMoved')).toEqual([
      { sequence: 1, cancelled: false, withdrawn: false },
      { sequence: 2, cancelled: true, withdrawn: false },
    ]);
    expect(await read(id)).toMatchObject({ goingCount: 1, cancelledAt: expect.any(String) });
    expect((await answer(id, 2)).userErrors).toMatchObject([{ code: 'LOCKED', field: ['postId'] }]);
  });

  test('Is followed by one reminder a day before the start, unless the event has moved or does not take place', async () => {
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const soon = { startsAt: inHours(12), timeZone: 'UTC' };
    const id = await createEvent(soon);
    const cancelled = await createEvent({ ...soon, cancelled: true });
    const moved = await createEvent(soon);
    await change(moved, { ...soon, startsAt: inHours(48) });
    for (let time = 0; time < 2; time += 1) await open.runDueJobs();
    expect(await eventsOf(id, 'EventStartsSoon')).toEqual([{ startsAt: soon.startsAt }]);
    expect([await eventsOf(cancelled, 'EventStartsSoon'), await eventsOf(moved, 'EventStartsSoon')]).toEqual([[], []]);
  });

  test('Is refused after the start, for another kind of post and for one that the caller cannot see', async () => {
    const begun = await createEvent({ startsAt: '2020-01-01T18:00:00Z', timeZone: 'UTC' });
    expect((await answer(begun, 1)).userErrors).toMatchObject([{ code: 'EXPIRED', field: ['postId'] }]);
    const news = await writePost(open, 'createPost', newPost({ publish: true }), AUTHOR);
    const draft = await writePost(open, 'createPost', newPost({ kind: 'EVENT' }), AUTHOR);
    for (const { id } of [news, draft, { id: 'post_none' }]) {
      expect((await answer(id, 1)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['postId'] }]);
    }
    const own = await mutate(open, 'setRsvp', { postId: draft.id, going: true }, AUTHOR);
    expect(own.userErrors).toMatchObject([{ code: 'LOCKED', field: ['postId'] }]);
  });

  test('Is seen by the author of the event and by nobody else; a suspended member can decline', async () => {
    const id = await createEvent(times);
    await answer(id, 1);
    expect((await read(id)).rsvps).toMatchObject({ totalCount: 1, nodes: [{ member: { id: idOf('member', 1) } }] });
    expect((await read(id, member(2))).rsvps).toEqual({ totalCount: 0, nodes: [] });
    const suspended = memberIdentity(idOf('member', 1), { roles: [] });
    await expect(mutate(open, 'setRsvp', { postId: id, going: true }, suspended)).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect((await mutate(open, 'setRsvp', { postId: id, going: false }, suspended)).userErrors).toEqual([]);
  });

  test('Keeps counts equal to the answers, and nobody waits beside a free place, whatever members do in parallel', async () => {
    const action = fc.record({ number: fc.integer({ min: 1, max: 8 }), going: fc.boolean() });
    const run = fc.asyncProperty(
      fc.array(action, { minLength: 5, maxLength: 25 }),
      fc.integer({ min: 1, max: 4 }),
      async (actions, capacity) => {
        const id = await createEvent({ ...times, capacity });
        await Promise.all(actions.map(({ number, going }) => answer(id, number, going)));
        const { goingCount, waitingCount, rsvps } = await read(id);
        const count = (status: string) => rsvps.nodes.filter((node) => node.status === status).length;
        expect({ goingCount, waitingCount }).toEqual({ goingCount: count('GOING'), waitingCount: count('WAITING') });
        expect(goingCount).toBeLessThanOrEqual(capacity);
        expect(waitingCount > 0 && goingCount < capacity).toBe(false);
      },
    );
    await fc.assert(run, { numRuns: 8 });
  });
});

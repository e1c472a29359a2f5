import { type EventSource, type LoggedEvent, systemClock } from '@wizness/kernel';
import { waitUntil } from '@wizness/kernel/testing';
import { MembershipHarness } from '../../test/support/membership-harness';

/** An event source with these events, in this order. */
const logOf = (...events: readonly (readonly [type: string, subject: string])[]): EventSource => {
  const logged = events.map(([type, subject], index): LoggedEvent => {
    return { position: index + 1, type, subject, payload: {}, occurredAt: new Date() };
  });
  return { read: async (after, limit) => logged.slice(after, after + limit) };
};

describe('The projection of topics and organisations', () => {
  let harness: MembershipHarness;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
  });
  afterEach(() => harness.close());

  const checkpoints = async (): Promise<unknown[]> => {
    const rows = await harness.sql<{ position: number }>(
      "SELECT position::integer FROM membership.checkpoints WHERE consumer LIKE 'learn-of-%' ORDER BY position",
    );
    return rows.map(({ position }) => position);
  };

  test('Each new topic and organisation is stored once, and other events are skipped', async () => {
    const topic = systemClock.newId('topic');
    const organisation = systemClock.newId('org');
    const content = logOf(['TopicDefined', topic], ['UnknownType', systemClock.newId('post')], ['TopicDefined', topic]);
    const partnerships = logOf(['OrganisationEstablished', organisation], ['UnknownType', systemClock.newId('org')]);
    await harness.running.startWork({ sources: { content, partnerships, ratings: logOf() } });
    await waitUntil(async () => (await checkpoints()).join() === '2,3');
    expect(await harness.sql('SELECT id FROM membership.known_entities ORDER BY id')).toEqual([
      { id: organisation },
      { id: topic },
    ]);
  });
});

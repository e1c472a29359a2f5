import type { Identity } from '@wizness/kernel';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';

interface Device {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
}

interface Viewer {
  readonly devices: readonly Device[];
  readonly sessions: readonly { readonly deviceId: string | null; readonly current: boolean }[];
}

describe('The devices of a member', () => {
  let harness: MembershipHarness;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
  });
  afterEach(() => harness.close());

  const viewer = async (identity: Identity): Promise<Viewer> => {
    const { data, errors } = await harness.query(
      '{ viewer { devices { id current createdAt lastSeenAt } sessions { deviceId current } } }',
      {},
      identity,
    );
    expect(errors).toBeUndefined();
    return data?.['viewer'] as Viewer;
  };
  const signInAgain = async (deviceToken: string | null) => {
    const payload = await harness.mutate('signIn', { email: 'lea@example.org', password: PASSWORD, deviceToken });
    return payload['deviceToken'] as string;
  };

  test('Are one for each token that a device keeps, however often it signs in, last seen first', async () => {
    const { identity } = await harness.signIn('lea');
    harness.advance({ hours: 1 });
    const phone = await signInAgain(null);
    harness.advance({ hours: 1 });
    await signInAgain(phone);
    const { devices, sessions } = await viewer(identity);
    expect(devices).toMatchObject([
      { current: false, createdAt: '2026-03-02T10:00:00.000Z', lastSeenAt: '2026-03-02T11:00:00.000Z' },
      { current: true, createdAt: '2026-03-02T09:00:00.000Z' },
    ]);
    const [phoneId, ownId] = devices.map(({ id }) => id);
    expect(sessions.map(({ deviceId }) => deviceId)).toEqual([phoneId, phoneId, ownId]);
  });

  test('Are forgotten with their sessions, and are then new', async () => {
    const { identity } = await harness.signIn('lea');
    const phone = await signInAgain(null);
    const other = (await viewer(identity)).devices.find(({ current }) => !current);
    expect(await harness.mutate('forgetDevice', { id: other?.id }, identity)).toEqual({
      deletedId: other?.id,
      userErrors: [],
    });
    expect(await viewer(identity)).toMatchObject({ devices: [{ current: true }], sessions: [{ current: true }] });
    expect(await signInAgain(phone)).not.toBe(phone);
    expect(await harness.mutate('forgetDevice', { id: other?.id }, identity)).toEqual({
      deletedId: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });

  test('Are forgotten by their member only', async () => {
    const { identity } = await harness.signIn('lea');
    await harness.join('tom');
    const tom = (await harness.signIn('tom')).identity;
    const [device] = (await viewer(identity)).devices;
    expect(await harness.mutate('forgetDevice', { id: device?.id }, tom)).toMatchObject({ deletedId: null });
    expect((await viewer(identity)).devices).toHaveLength(1);
  });
});

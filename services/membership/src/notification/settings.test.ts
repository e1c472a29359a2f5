import type { Identity } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';

const SETTINGS =
  '{ viewer { timeZone notificationSettings { kinds { kind inApp mail } weeklyDigest quietHours { from to } } } }';

interface Settings {
  readonly kinds: readonly { readonly kind: string; readonly inApp: boolean; readonly mail: boolean }[];
  readonly weeklyDigest: boolean;
  readonly quietHours: object | null;
}

describe('The settings of notifications', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    lea = await harness.enrol('lea');
  });
  afterEach(() => harness.close());

  const update = (input: object) => harness.mutate('updateNotificationSettings', { ...input }, lea);
  const read = async (identity = lea) =>
    (await harness.query(SETTINGS, {}, identity)).data?.['viewer'] as {
      timeZone: string | null;
      notificationSettings: Settings | null;
    };

  test('Until they are changed, all kinds are listed, those that need an answer are mailed, and no digest is sent', async () => {
    const { timeZone, notificationSettings: settings } = await read();
    expect(timeZone).toBe('Europe/Paris');
    expect(settings).toMatchObject({ weeklyDigest: false, quietHours: null });
    expect(settings?.kinds.filter(({ inApp }) => !inApp)).toEqual([]);
    expect(settings?.kinds.filter(({ mail }) => mail).map(({ kind }) => kind)).toEqual([
      'MENTION',
      'REPLY',
      'CONTRIBUTION',
      'EVENT',
      'MODERATION',
    ]);
  });

  test('A change keeps what it does not name', async () => {
    await update({ weeklyDigest: true, kinds: [{ kind: 'REPLY', inApp: true, mail: false }] });
    await update({ quietHours: { from: '22:00', to: '07:00' } });
    const { settings } = (await update({ kinds: [{ kind: 'RATING', inApp: false, mail: true }] })) as unknown as {
      settings: Settings;
    };
    expect(settings).toMatchObject({ weeklyDigest: true, quietHours: { from: '22:00', to: '07:00' } });
    expect(settings.kinds).toEqual(
      expect.arrayContaining([
        { kind: 'REPLY', inApp: true, mail: false },
        { kind: 'RATING', inApp: false, mail: true },
      ]),
    );
    await update({ quietHours: null, weeklyDigest: false });
    expect((await read()).notificationSettings).toMatchObject({ weeklyDigest: false, quietHours: null });
  });

  test.each([
    [{ quietHours: { from: '24:00', to: '07:00' } }, 'INVALID', 'quietHours'],
    [{ quietHours: { from: '7:00', to: '08:00' } }, 'INVALID', 'quietHours'],
    [{ quietHours: { from: '07:00', to: '07:00' } }, 'INVALID', 'quietHours'],
    [{ kinds: [{ kind: 'MODERATION', inApp: false, mail: true }] }, 'UNSUPPORTED', 'kinds'],
    [{ kinds: Array(2).fill({ kind: 'REPLY', inApp: true, mail: true }) }, 'CONFLICT', 'kinds'],
  ])('The change %j is refused', async (input, code, field) => {
    expect(await update(input)).toMatchObject({ settings: null, userErrors: [{ code, field: [field] }] });
  });

  test('The time zone is one with a name', async () => {
    for (const timeZone of ['America/New_York', 'UTC', 'Asia/Kolkata']) {
      expect((await harness.mutate('updateProfile', { timeZone }, lea)).userErrors).toEqual([]);
      expect((await read()).timeZone).toBe(timeZone);
    }
    for (const timeZone of ['+01:00', 'Europe/Nowhere', '', 'x'.repeat(101)]) {
      expect((await harness.mutate('updateProfile', { timeZone }, lea)).userErrors).toMatchObject([
        { code: 'INVALID', field: ['timeZone'] },
      ]);
    }
    expect((await harness.mutate('updateProfile', { timeZone: null }, lea)).userErrors).toMatchObject([
      { code: 'REQUIRED' },
    ]);
  });

  test('An API key without PROFILE_READ reads none of them', async () => {
    const key = { ...lea, apiKeyId: 'apikey_1', scopes: ['POSTS_READ'] };
    await update({ weeklyDigest: true });
    expect(await read(key)).toMatchObject({ timeZone: null, notificationSettings: { weeklyDigest: false } });
    expect(await harness.errorCodeOf('updateNotificationSettings', { weeklyDigest: true }, key)).toBe('FORBIDDEN');
  });
});

import type { Identity } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';

describe('A profile', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
    lea = (await harness.signIn('lea')).identity;
  });
  afterEach(() => harness.close());

  const update = (input: Record<string, unknown>) => harness.mutate('updateProfile', input, lea);

  test('An update changes given fields, clears null fields and keeps the rest', async () => {
    const first = await update({
      name: ' Léa  Marchand ',
      bio: 'One.\nTwo.',
      locale: 'en',
    });
    expect(first.member).toEqual({
      name: 'Léa Marchand',
      bio: 'One.\nTwo.',
      locale: 'en',
    });
    const second = await update({ bio: null });
    expect(second.member).toEqual({
      ...first.member,
      bio: null,
    });
    expect((await update({})).member).toMatchObject({ name: 'Léa Marchand', locale: 'en' });
    const { data } = await harness.query('{ viewer { member { name bio } } }', {}, lea);
    expect(data?.['viewer']).toEqual({ member: { name: 'Léa Marchand', bio: null } });
  });

  test.each([
    ['name', null, 'REQUIRED'],
    ['locale', null, 'REQUIRED'],
    ['name', 'a\u2066b', 'INVALID'],
    ['bio', 'x'.repeat(2001), 'INVALID'],
    ['bio', 'a\0b', 'INVALID'],
  ])('An update with the %s %j is refused', async (field, value, code) => {
    expect(await update({ [field]: value })).toMatchObject({ member: null, userErrors: [{ field: [field], code }] });
  });

  test('An anonymous caller cannot update a profile', async () => {
    expect(await harness.errorCodeOf('updateProfile', { name: 'x' })).toBe('UNAUTHENTICATED');
  });
});

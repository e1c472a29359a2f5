import type { Identity } from '@wizness/kernel';
import { systemClock } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';

describe('a profile', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  let organisationId: string;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
    lea = (await harness.signIn('lea')).identity;
    organisationId = await harness.learnOf('org');
  });
  afterEach(() => harness.close());

  const update = (input: Record<string, unknown>) => harness.tell('updateProfile', input, lea);

  test('changes what is given, empties what is null, and keeps the rest', async () => {
    const first = await update({
      name: ' Léa  Marchand ',
      bio: 'One.\nTwo.',
      locale: 'en',
      organisationId,
      title: 'Engineer',
    });
    expect(first.member).toEqual({
      name: 'Léa Marchand',
      bio: 'One.\nTwo.',
      locale: 'en',
      affiliation: { title: 'Engineer', verified: false, organisation: { id: organisationId } },
    });
    const second = await update({ bio: null, title: null });
    expect(second.member).toEqual({
      ...first.member,
      bio: null,
      affiliation: { title: null, verified: false, organisation: { id: organisationId } },
    });
    expect((await update({ organisationId: null })).member).toMatchObject({ affiliation: null });
    expect((await update({})).member).toMatchObject({ name: 'Léa Marchand', locale: 'en' });
    const { data } = await harness.query('{ viewer { member { name bio } } }', {}, lea);
    expect(data?.['viewer']).toEqual({ member: { name: 'Léa Marchand', bio: null } });
  });

  test('loses the confirmation of its affiliation with another organisation or title, and not otherwise', async () => {
    const confirm = () => harness.sql('UPDATE membership.members SET organisation_verified = true');
    const verified = async (input: Record<string, unknown>) =>
      ((await update(input)).member as { affiliation: { verified: boolean } }).affiliation.verified;
    await update({ organisationId, title: 'Engineer' });
    await confirm();
    expect(await verified({ bio: 'New', organisationId })).toBe(true);
    expect(await verified({ title: 'Director' })).toBe(false);
    await confirm();
    expect(await verified({ organisationId: await harness.learnOf('org') })).toBe(false);
  });

  test.each([
    ['name', null, 'REQUIRED'],
    ['locale', null, 'REQUIRED'],
    ['name', 'a\u2066b', 'INVALID'],
    ['bio', 'x'.repeat(2001), 'INVALID'],
    ['bio', 'a\0b', 'INVALID'],
    ['title', '\u200b', 'INVALID'],
    ['organisationId', 'member_00000000000000000000000000', 'NOT_FOUND'],
    ['organisationId', systemClock.newId('org'), 'NOT_FOUND'],
    ['organisationId', 'nonsense\0', 'NOT_FOUND'],
  ])('refuses the %s %j', async (field, value, code) => {
    expect(await update({ [field]: value })).toMatchObject({ member: null, userErrors: [{ field: [field], code }] });
  });

  test('names no topic as an organisation, though it is known', async () => {
    const topic = await harness.learnOf('topic');
    expect((await update({ organisationId: topic })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('is changed by nobody who has not signed in', async () => {
    expect(await harness.faultOf('updateProfile', { name: 'x' })).toBe('UNAUTHENTICATED');
  });
});

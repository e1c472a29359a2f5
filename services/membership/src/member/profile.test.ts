import type { Identity } from '@wizness/kernel';
import { systemClock } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';

describe('A profile', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  let organisationId: string;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
    lea = (await harness.signIn('lea')).identity;
    organisationId = await harness.addKnownEntity('org');
  });
  afterEach(() => harness.close());

  const update = (input: Record<string, unknown>) => harness.mutate('updateProfile', input, lea);

  test('An update changes given fields, clears null fields and keeps the rest', async () => {
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

  test('An affiliation becomes unverified only with another organisation or title', async () => {
    const confirm = () => harness.sql('UPDATE membership.members SET organisation_verified = true');
    const verified = async (input: Record<string, unknown>) =>
      ((await update(input)).member as { affiliation: { verified: boolean } }).affiliation.verified;
    await update({ organisationId, title: 'Engineer' });
    await confirm();
    expect(await verified({ bio: 'New', organisationId })).toBe(true);
    expect(await verified({ title: 'Director' })).toBe(false);
    await confirm();
    expect(await verified({ organisationId: await harness.addKnownEntity('org') })).toBe(false);
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
  ])('An update with the %s %j is refused', async (field, value, code) => {
    expect(await update({ [field]: value })).toMatchObject({ member: null, userErrors: [{ field: [field], code }] });
  });

  test('A topic is refused as an organisation', async () => {
    const topic = await harness.addKnownEntity('topic');
    expect((await update({ organisationId: topic })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('An anonymous caller cannot update a profile', async () => {
    expect(await harness.errorCodeOf('updateProfile', { name: 'x' })).toBe('UNAUTHENTICATED');
  });
});

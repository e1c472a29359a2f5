import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';

const NEW = { password: PASSWORD, handle: 'lea-marchand', name: 'Léa Marchand' };

describe('Registration', () => {
  let harness: MembershipHarness;
  beforeEach(async () => void (harness = await MembershipHarness.open()));
  afterEach(() => harness.close());

  test('The member is created only when the emailed link is opened', async () => {
    const email = 'lea@example.org';
    expect(await harness.mutate('register', { ...NEW, email })).toEqual({ accepted: true, userErrors: [] });
    expect((await harness.query('{ member(handle: "lea-marchand") { id } }')).data).toEqual({ member: null });
    expect((await harness.mutate('signIn', { email, password: PASSWORD })).tokens).toBeNull();
    const [mail = ''] = await harness.mails(email);
    expect(mail).toContain('https://wizness.test/verify-email#token=');
    const verified = await harness.mutate('verifyEmail', {
      token: await harness.mailedToken(email),
      password: PASSWORD,
    });
    expect(verified).toEqual({
      member: { id: expect.stringMatching(/^member_/), handle: 'lea-marchand', name: 'Léa Marchand' },
      userErrors: [],
    });
    expect((await harness.mutate('signIn', { email: ' LEA@Example.org', password: PASSWORD })).tokens).not.toBeNull();
  });

  test('A link works once, and an invented token gets the same error as a used one', async () => {
    await harness.join('lea');
    const used = await harness.mutate('verifyEmail', {
      token: await harness.mailedToken('lea@example.org'),
      password: PASSWORD,
    });
    const invented = await harness.mutate('verifyEmail', { token: 'x'.repeat(43), password: PASSWORD });
    expect(used.userErrors).toMatchObject([{ code: 'INVALID', field: ['token'] }]);
    expect(invented).toEqual(used);
    expect(await harness.mutate('verifyEmail', { token: 'x'.repeat(1_000_000), password: PASSWORD })).toEqual(used);
  });

  test('A link expires after a day', async () => {
    await harness.mutate('register', { ...NEW, email: 'lea@example.org' });
    const token = await harness.mailedToken('lea@example.org');
    harness.advance({ hours: 24 });
    expect(await harness.mutate('verifyEmail', { token, password: PASSWORD })).toMatchObject({
      member: null,
      userErrors: [{ code: 'EXPIRED' }],
    });
  });

  test('Opening a link several times concurrently creates one member', async () => {
    await harness.mutate('register', { ...NEW, email: 'lea@example.org' });
    const token = await harness.mailedToken('lea@example.org');
    const payloads = await Promise.all(
      [1, 2, 3].map(() => harness.mutate('verifyEmail', { token, password: PASSWORD })),
    );
    expect(payloads.filter(({ member }) => member)).toHaveLength(1);
  });

  test('Of two registrations of an address, the first one confirmed ends the other', async () => {
    const email = 'lea@example.org';
    await harness.mutate('register', { ...NEW, email, handle: 'other' });
    const otherToken = await harness.mailedToken(email);
    harness.advance({ seconds: 1 });
    await harness.mutate('register', { ...NEW, email });
    expect(
      (await harness.mutate('verifyEmail', { token: await harness.mailedToken(email), password: PASSWORD })).member,
    ).toMatchObject({
      handle: 'lea-marchand',
    });
    expect(await harness.mutate('verifyEmail', { token: otherToken, password: PASSWORD })).toMatchObject({
      userErrors: [{ code: 'INVALID' }],
    });
  });

  test('Opening all links of an address concurrently creates one member', async () => {
    const email = 'lea@example.org';
    const tokens: string[] = [];
    for (const handle of ['one', 'two', 'three', 'four']) {
      await harness.mutate('register', { ...NEW, email, handle });
      tokens.push(await harness.mailedToken(email));
      harness.advance({ seconds: 1 });
    }
    const payloads = await Promise.all(
      tokens.map((token) => harness.mutate('verifyEmail', { token, password: PASSWORD })),
    );
    expect(payloads.filter(({ member }) => member)).toHaveLength(1);
    expect((await harness.query('{ members { totalCount } }')).data).toEqual({ members: { totalCount: 1 } });
  });

  test('Confirming an address waits for a concurrent confirmation without holding locks that it needs', async () => {
    const email = 'lea@example.org';
    await harness.mutate('register', { ...NEW, email, handle: 'one' });
    const token = await harness.mailedToken(email);
    await harness.mutate('register', { ...NEW, email, handle: 'two' });
    let verifying: ReturnType<MembershipHarness['mutate']> | undefined;
    await harness.inTransaction(async (tx) => {
      await tx.query("SELECT 1 FROM registrations WHERE handle = 'two' FOR UPDATE");
      verifying = harness.mutate('verifyEmail', { token, password: PASSWORD });
      const writing = `SELECT 1 FROM pg_locks WHERE pid = ANY ($1) AND mode = 'RowExclusiveLock'
        AND relation IN ('accounts'::regclass, 'members'::regclass)`;
      expect(await tx.query(writing, [await harness.waitForBlockedConnections()])).toEqual([]);
    });
    expect(await verifying).toMatchObject({ member: { handle: 'one' } });
  });

  test('The owner of an address cannot confirm a registration that a stranger made with it', async () => {
    const email = 'lea@example.org';
    const strangersPassword = 'six grey herons on a stranger’s roof';
    await harness.mutate('register', { ...NEW, email });
    harness.advance({ seconds: 1 });
    await harness.mutate('register', { ...NEW, email, handle: 'stranger', password: strangersPassword });
    const [own, strangers] = (await harness.mails(email)).map((mail) => /#token=(\S+)/.exec(mail)?.[1] ?? '');
    expect(await harness.mutate('verifyEmail', { token: strangers, password: PASSWORD })).toMatchObject({
      member: null,
      userErrors: [{ code: 'INVALID', field: ['password'] }],
    });
    expect(await harness.sql('SELECT 1 FROM membership.accounts')).toEqual([]);
    const { member } = await harness.mutate('verifyEmail', { token: own, password: PASSWORD });
    expect(member).toMatchObject({ handle: 'lea-marchand' });
    expect((await harness.mutate('signIn', { email, password: strangersPassword })).tokens).toBeNull();
    expect((await harness.mutate('signIn', { email, password: PASSWORD })).tokens).not.toBeNull();
  });

  test('Guessing the password of a registration is throttled', async () => {
    await harness.mutate('register', { ...NEW, email: 'lea@example.org' });
    const token = await harness.mailedToken('lea@example.org');
    const codes: unknown[] = [];
    for (let time = 0; time < 4; time++) {
      codes.push((await harness.mutate('verifyEmail', { token, password: 'wrong' })).userErrors[0]?.code);
    }
    expect(codes).toEqual(['INVALID', 'INVALID', 'INVALID', 'RATE_LIMITED']);
    harness.advance({ seconds: 1 });
    expect((await harness.mutate('verifyEmail', { token, password: PASSWORD })).member).not.toBeNull();
  });

  test('A handle belongs to whoever confirms first, and the other gets ALREADY_EXISTS', async () => {
    await harness.mutate('register', { ...NEW, email: 'one@example.org' });
    await harness.mutate('register', { ...NEW, email: 'two@example.org' });
    await harness.mutate('verifyEmail', { token: await harness.mailedToken('one@example.org'), password: PASSWORD });
    const second = await harness.mutate('verifyEmail', {
      token: await harness.mailedToken('two@example.org'),
      password: PASSWORD,
    });
    expect(second).toMatchObject({ member: null, userErrors: [{ code: 'ALREADY_EXISTS' }] });
    const again = await harness.mutate('register', { ...NEW, handle: '1ea-marchand', email: 'two@example.org' });
    expect(again).toMatchObject({ accepted: false, userErrors: [{ code: 'ALREADY_EXISTS', field: ['handle'] }] });
  });

  test('An address with an account gets a mail without a token, and the account is unchanged', async () => {
    await harness.join('lea');
    harness.advance({ seconds: 1 });
    await harness.mutate('register', {
      ...NEW,
      email: 'lea@example.org',
      handle: 'other',
      password: 'quite another one here',
    });
    const mail = (await harness.mails('lea@example.org')).at(-1);
    expect(mail).toContain('Vous avez déjà un compte');
    expect(mail).not.toContain('token');
    await expect(harness.signIn('lea')).resolves.toBeDefined();
  });

  test('Mails are in the chosen language', async () => {
    await harness.mutate('register', { ...NEW, email: 'lea@example.org', locale: 'en-GB' });
    expect((await harness.mails('lea@example.org'))[0]).toContain('Subject: Confirm your address\n');
  });

  test.each([
    ['email', 'not an address'],
    ['email', 'a@b@c.org'],
    ['email', 'lea@localhost'],
    ['email', 'léa@example.org'],
    ['email', 'lea@example.org\nBcc: all@example.org'],
    ['email', `${'a'.repeat(65)}@example.org`],
    ['email', `a@${'b'.repeat(300)}.org`],
    ['name', ''],
    ['name', '\u200b\u200b'],
    ['name', 'Léa\u202eMarchand'],
    ['name', 'Léa\0'],
    ['name', 'x'.repeat(81)],
    ['name', '\u3164'],
    ['name', '\u115f\u1160'],
    ['name', `a${'\u0315'.repeat(60)}`],
    ['handle', 'l'],
    ['handle', 'admin'],
    ['password', 'short'],
  ])('Registering with the %s %j is refused with an error for the field', async (field, value) => {
    const { accepted, userErrors } = await harness.mutate('register', {
      ...NEW,
      email: 'lea@example.org',
      [field]: value,
    });
    expect(accepted).toBe(false);
    expect(userErrors.map((error) => error.field)).toEqual([[field]]);
  });

  test('An internationalised domain is stored in ASCII', async () => {
    await harness.mutate('register', { ...NEW, email: 'lea@Büro.example' });
    expect(await harness.mails('lea@xn--bro-hoa.example')).toHaveLength(1);
  });
});

import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';

const NEW = { password: PASSWORD, handle: 'lea-marchand', name: 'Léa Marchand' };

describe('registering', () => {
  let harness: MembershipHarness;
  beforeEach(async () => void (harness = await MembershipHarness.open()));
  afterEach(() => harness.close());

  test('a visitor becomes a member only when the mailed link is opened', async () => {
    const email = 'lea@example.org';
    expect(await harness.tell('register', { ...NEW, email })).toEqual({ accepted: true, userErrors: [] });
    expect((await harness.query('{ member(handle: "lea-marchand") { id } }')).data).toEqual({ member: null });
    expect((await harness.tell('signIn', { email, password: PASSWORD })).tokens).toBeNull();
    const [mail = ''] = await harness.mails(email, 1);
    expect(mail).toContain('https://wizness.test/verify-email#token=');
    const answer = await harness.tell('verifyEmail', { token: await harness.mailedToken(email) });
    expect(answer).toEqual({
      member: { id: expect.stringMatching(/^member_/), handle: 'lea-marchand', name: 'Léa Marchand' },
      userErrors: [],
    });
    expect((await harness.tell('signIn', { email: ' LEA@Example.org', password: PASSWORD })).tokens).not.toBeNull();
  });

  test('the link works once, and an invented one is told nothing else', async () => {
    await harness.join('lea');
    const used = await harness.tell('verifyEmail', { token: await harness.mailedToken('lea@example.org') });
    const invented = await harness.tell('verifyEmail', { token: 'x'.repeat(43) });
    expect(used.userErrors).toMatchObject([{ code: 'INVALID', field: ['token'] }]);
    expect(invented).toEqual(used);
    expect(await harness.tell('verifyEmail', { token: 'x'.repeat(1_000_000) })).toEqual(used);
  });

  test('the link expires after a day', async () => {
    await harness.tell('register', { ...NEW, email: 'lea@example.org' });
    const token = await harness.mailedToken('lea@example.org');
    harness.pass({ hours: 24 });
    expect(await harness.tell('verifyEmail', { token })).toMatchObject({
      member: null,
      userErrors: [{ code: 'EXPIRED' }],
    });
  });

  test('a link opened twice at once makes one member', async () => {
    await harness.tell('register', { ...NEW, email: 'lea@example.org' });
    const token = await harness.mailedToken('lea@example.org');
    const answers = await Promise.all([1, 2, 3].map(() => harness.tell('verifyEmail', { token })));
    expect(answers.filter(({ member }) => member)).toHaveLength(1);
  });

  test('of two registrations of one address the first one verified wins, and ends the other', async () => {
    const email = 'lea@example.org';
    await harness.tell('register', { ...NEW, email, handle: 'thief' });
    const other = await harness.mailedToken(email);
    harness.pass({ seconds: 1 });
    await harness.tell('register', { ...NEW, email });
    expect((await harness.tell('verifyEmail', { token: await harness.mailedToken(email, 2) })).member).toMatchObject({
      handle: 'lea-marchand',
    });
    expect(await harness.tell('verifyEmail', { token: other })).toMatchObject({ userErrors: [{ code: 'INVALID' }] });
  });

  test('all links of one address opened at once make one member', async () => {
    const email = 'lea@example.org';
    const tokens: string[] = [];
    for (const handle of ['one', 'two', 'three', 'four']) {
      await harness.tell('register', { ...NEW, email, handle });
      tokens.push(await harness.mailedToken(email, tokens.length + 1));
      harness.pass({ seconds: 1 });
    }
    const answers = await Promise.all(tokens.map((token) => harness.tell('verifyEmail', { token })));
    expect(answers.filter(({ member }) => member)).toHaveLength(1);
    expect((await harness.query('{ members { totalCount } }')).data).toEqual({ members: { totalCount: 1 } });
  });

  test('who opens a link waits for who opens another of that address, and holds nothing that the other will want', async () => {
    const email = 'lea@example.org';
    await harness.tell('register', { ...NEW, email, handle: 'one' });
    const token = await harness.mailedToken(email);
    await harness.tell('register', { ...NEW, email, handle: 'two' });
    let verifying: ReturnType<MembershipHarness['tell']> | undefined;
    await harness.inTransaction(async (tx) => {
      await tx.query("SELECT 1 FROM registrations WHERE handle = 'two' FOR UPDATE");
      verifying = harness.tell('verifyEmail', { token });
      const writing = `SELECT 1 FROM pg_locks WHERE pid = ANY ($1) AND mode = 'RowExclusiveLock'
        AND relation IN ('accounts'::regclass, 'members'::regclass)`;
      expect(await tx.query(writing, [await harness.untilSomebodyWaits()])).toEqual([]);
    });
    expect(await verifying).toMatchObject({ member: { handle: 'one' } });
  });

  test('a handle belongs to who verifies first; the other is told so', async () => {
    await harness.tell('register', { ...NEW, email: 'one@example.org' });
    await harness.tell('register', { ...NEW, email: 'two@example.org' });
    await harness.tell('verifyEmail', { token: await harness.mailedToken('one@example.org') });
    const late = await harness.tell('verifyEmail', { token: await harness.mailedToken('two@example.org') });
    expect(late).toMatchObject({ member: null, userErrors: [{ code: 'ALREADY_EXISTS' }] });
    const again = await harness.tell('register', { ...NEW, handle: '1ea-marchand', email: 'two@example.org' });
    expect(again).toMatchObject({ accepted: false, userErrors: [{ code: 'ALREADY_EXISTS', field: ['handle'] }] });
  });

  test('a known address gets a mail without a token, and stays as it is', async () => {
    await harness.join('lea');
    harness.pass({ seconds: 1 });
    await harness.tell('register', {
      ...NEW,
      email: 'lea@example.org',
      handle: 'other',
      password: 'quite another one here',
    });
    const mail = (await harness.mails('lea@example.org', 2)).at(-1);
    expect(mail).toContain('Vous avez déjà un compte');
    expect(mail).not.toContain('token');
    await expect(harness.signIn('lea')).resolves.toBeDefined();
  });

  test('mails speak the language that was chosen', async () => {
    await harness.tell('register', { ...NEW, email: 'lea@example.org', locale: 'en-GB' });
    expect((await harness.mails('lea@example.org', 1))[0]).toContain('Subject: Confirm your address\n');
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
    ['handle', 'l'],
    ['handle', 'admin'],
    ['password', 'short'],
  ])('refuses the %s %j, naming the field', async (field, value) => {
    const { accepted, userErrors } = await harness.tell('register', {
      ...NEW,
      email: 'lea@example.org',
      [field]: value,
    });
    expect(accepted).toBe(false);
    expect(userErrors.map((error) => error.field)).toEqual([[field]]);
  });

  test('an address in another script of domain is one address', async () => {
    await harness.tell('register', { ...NEW, email: 'lea@Büro.example' });
    expect(await harness.mails('lea@xn--bro-hoa.example', 1)).toHaveLength(1);
  });
});

import { House, PASSWORD } from '../../test/support/membership-harness';

const NEW = { password: PASSWORD, handle: 'lea-marchand', name: 'Léa Marchand' };

describe('registering', () => {
  let house: House;
  beforeEach(async () => void (house = await House.open()));
  afterEach(() => house.close());

  test('a visitor becomes a member only when the mailed link is opened', async () => {
    const email = 'lea@example.org';
    expect(await house.tell('register', { ...NEW, email })).toEqual({ accepted: true, userErrors: [] });
    expect((await house.query('{ member(handle: "lea-marchand") { id } }')).data).toEqual({ member: null });
    expect((await house.tell('signIn', { email, password: PASSWORD })).tokens).toBeNull();
    const [mail = ''] = await house.mails(email, 1);
    expect(mail).toContain('https://wizness.test/verify-email#token=');
    const answer = await house.tell('verifyEmail', { token: await house.mailedToken(email) });
    expect(answer).toEqual({
      member: { id: expect.stringMatching(/^member_/), handle: 'lea-marchand', name: 'Léa Marchand' },
      userErrors: [],
    });
    expect((await house.tell('signIn', { email: ' LEA@Example.org', password: PASSWORD })).tokens).not.toBeNull();
  });

  test('the link works once, and an invented one is told nothing else', async () => {
    await house.join('lea');
    const used = await house.tell('verifyEmail', { token: await house.mailedToken('lea@example.org') });
    const invented = await house.tell('verifyEmail', { token: 'x'.repeat(43) });
    expect(used.userErrors).toMatchObject([{ code: 'INVALID', field: ['token'] }]);
    expect(invented).toEqual(used);
    expect(await house.tell('verifyEmail', { token: 'x'.repeat(1_000_000) })).toEqual(used);
  });

  test('the link expires after a day', async () => {
    await house.tell('register', { ...NEW, email: 'lea@example.org' });
    const token = await house.mailedToken('lea@example.org');
    house.pass({ hours: 24 });
    expect(await house.tell('verifyEmail', { token })).toMatchObject({
      member: null,
      userErrors: [{ code: 'EXPIRED' }],
    });
  });

  test('a link opened twice at once makes one member', async () => {
    await house.tell('register', { ...NEW, email: 'lea@example.org' });
    const token = await house.mailedToken('lea@example.org');
    const answers = await Promise.all([1, 2, 3].map(() => house.tell('verifyEmail', { token })));
    expect(answers.filter(({ member }) => member)).toHaveLength(1);
  });

  test('of two registrations of one address the first one verified wins, and ends the other', async () => {
    const email = 'lea@example.org';
    await house.tell('register', { ...NEW, email, handle: 'thief' });
    const other = await house.mailedToken(email);
    house.pass({ seconds: 1 });
    await house.tell('register', { ...NEW, email });
    expect((await house.tell('verifyEmail', { token: await house.mailedToken(email, 2) })).member).toMatchObject({
      handle: 'lea-marchand',
    });
    expect(await house.tell('verifyEmail', { token: other })).toMatchObject({ userErrors: [{ code: 'INVALID' }] });
  });

  test('all links of one address opened at once make one member', async () => {
    const email = 'lea@example.org';
    const tokens: string[] = [];
    for (const handle of ['one', 'two', 'three', 'four']) {
      await house.tell('register', { ...NEW, email, handle });
      tokens.push(await house.mailedToken(email, tokens.length + 1));
      house.pass({ seconds: 1 });
    }
    const answers = await Promise.all(tokens.map((token) => house.tell('verifyEmail', { token })));
    expect(answers.filter(({ member }) => member)).toHaveLength(1);
    expect((await house.query('{ members { totalCount } }')).data).toEqual({ members: { totalCount: 1 } });
  });

  test('who opens a link waits for who opens another of that address, and holds nothing that the other will want', async () => {
    const email = 'lea@example.org';
    await house.tell('register', { ...NEW, email, handle: 'one' });
    const token = await house.mailedToken(email);
    await house.tell('register', { ...NEW, email, handle: 'two' });
    let verifying: ReturnType<House['tell']> | undefined;
    await house.inTransaction(async (tx) => {
      await tx.query("SELECT 1 FROM registrations WHERE handle = 'two' FOR UPDATE");
      verifying = house.tell('verifyEmail', { token });
      const writing = `SELECT 1 FROM pg_locks WHERE pid = ANY ($1) AND mode = 'RowExclusiveLock'
        AND relation IN ('accounts'::regclass, 'members'::regclass)`;
      expect(await tx.query(writing, [await house.untilSomebodyWaits()])).toEqual([]);
    });
    expect(await verifying).toMatchObject({ member: { handle: 'one' } });
  });

  test('a handle belongs to who verifies first; the other is told so', async () => {
    await house.tell('register', { ...NEW, email: 'one@example.org' });
    await house.tell('register', { ...NEW, email: 'two@example.org' });
    await house.tell('verifyEmail', { token: await house.mailedToken('one@example.org') });
    const late = await house.tell('verifyEmail', { token: await house.mailedToken('two@example.org') });
    expect(late).toMatchObject({ member: null, userErrors: [{ code: 'ALREADY_EXISTS' }] });
    const again = await house.tell('register', { ...NEW, handle: '1ea-marchand', email: 'two@example.org' });
    expect(again).toMatchObject({ accepted: false, userErrors: [{ code: 'ALREADY_EXISTS', field: ['handle'] }] });
  });

  test('a known address gets a mail without a token, and stays as it is', async () => {
    await house.join('lea');
    house.pass({ seconds: 1 });
    await house.tell('register', {
      ...NEW,
      email: 'lea@example.org',
      handle: 'other',
      password: 'quite another one here',
    });
    const mail = (await house.mails('lea@example.org', 2)).at(-1);
    expect(mail).toContain('Vous avez déjà un compte');
    expect(mail).not.toContain('token');
    await expect(house.signIn('lea')).resolves.toBeDefined();
  });

  test('mails speak the language that was chosen', async () => {
    await house.tell('register', { ...NEW, email: 'lea@example.org', locale: 'en-GB' });
    expect((await house.mails('lea@example.org', 1))[0]).toContain('Subject: Confirm your address\n');
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
    const { accepted, userErrors } = await house.tell('register', { ...NEW, email: 'lea@example.org', [field]: value });
    expect(accepted).toBe(false);
    expect(userErrors.map((error) => error.field)).toEqual([[field]]);
  });

  test('an address in another script of domain is one address', async () => {
    await house.tell('register', { ...NEW, email: 'lea@Büro.example' });
    expect(await house.mails('lea@xn--bro-hoa.example', 1)).toHaveLength(1);
  });
});

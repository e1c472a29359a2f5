import { Role, systemClock } from '@wizness/kernel';
import { askAboutCases, CASE, fileCases, type Member, STATEMENT } from '../../test/support/cases';
import { MembershipHarness } from '../../test/support/membership-harness';

describe('Moderation', () => {
  let harness: MembershipHarness;
  let mutate: ReturnType<typeof askAboutCases>['mutate'];
  let caseOf: ReturnType<typeof askAboutCases>['caseOf'];
  let file: ReturnType<typeof fileCases>;
  let author: Member;
  let reporter: Member;
  let other: Member;
  let moderator: Member;
  let second: Member;
  let postId: string;
  let position = 0;
  beforeAll(async () => {
    harness = await MembershipHarness.open();
    ({ mutate, caseOf } = askAboutCases(harness));
    file = fileCases(harness);
  });
  afterAll(() => harness.close());
  beforeEach(async () => {
    position += 1;
    author = await harness.enrol(`author${position}`);
    reporter = await harness.enrol(`reporter${position}`);
    other = await harness.enrol(`other${position}`);
    moderator = await harness.enrol(`moderator${position}`, Role.MODERATOR);
    second = await harness.enrol(`second${position}`, Role.MODERATOR);
    postId = systemClock.newId('post');
  });

  const people = () => ({ author, moderator, postId });
  const report = (caseId: string, by: Member, note: string | null = null) =>
    file.report(people(), { caseId, by, note });
  const decide = (caseId: string, action = 'HIDE', more: object = {}) =>
    file.decide(people(), { caseId, action, more });
  const mailsTo = (member: string) => harness.mails(`${member}${position}@example.org`);
  const notificationsOf = async (member: Member) => {
    const fields = 'kind message(lang: "en") subject { ... on Post { id } ... on ModerationCase { id } } actors { id }';
    const { data } = await harness.query(`{ viewer { notifications { nodes { ${fields} } } } }`, {}, member);
    return (data as { viewer: { notifications: { nodes: unknown[] } } }).viewer.notifications.nodes;
  };
  const newCase = () => systemClock.newId('case');

  test('Closes three reports with one decision, tells the reporters, and does not tell the author who they were', async () => {
    const id = newCase();
    await report(id, reporter, 'Third time.');
    await report(id, other);
    await report(id, second);
    expect(await mailsTo('reporter')).toHaveLength(1);
    await decide(id);
    expect(await caseOf(id, moderator)).toMatchObject({
      status: 'DECIDED',
      flagCount: 3,
      flags: [{ note: 'Third time.', member: { id: reporter.memberId } }, {}, {}],
      statement: { moderator: { id: moderator.memberId } },
    });
    for (const name of ['reporter', 'other', 'second'])
      expect((await mailsTo(name)).at(-1)).toContain('a pris une mesure');
    const shown = await caseOf(id, author);
    expect(shown).toMatchObject({ flagCount: null, flags: [], statement: { moderator: null } });
    const told = JSON.stringify([shown, await mailsTo('author'), await notificationsOf(author)]);
    for (const word of [reporter.memberId, other.memberId, second.memberId, 'Third time.'])
      expect(told).not.toContain(word);
    expect(await caseOf(id, reporter)).toBeNull();
    expect(await notificationsOf(author)).toEqual([
      { kind: 'MODERATION', message: 'A moderation decision concerns you.', subject: { id }, actors: [] },
    ]);
    for (const member of [reporter, other, second]) {
      expect(await notificationsOf(member)).toEqual([
        { kind: 'MODERATION', message: 'Your report has been decided.', subject: { id: postId }, actors: [] },
      ]);
    }
    expect(await harness.sql(`SELECT 1 FROM membership.jobs WHERE kind = 'plan-notification-mail'`)).toEqual([]);
  });

  test('Sends the member all parts of the statement of reasons at once, in their language, and shows them', async () => {
    const id = newCase();
    const until = '2026-04-01T00:00:00.000Z';
    await decide(id, 'REMOVE', { ground: 'LAW', until, detectedAutomatically: true });
    const [mail = ''] = await mailsTo('author');
    const parts = [
      'supprimé votre publication',
      'partout sur ce service',
      '1 avril 2026',
      `Loi : ${STATEMENT.rule}`,
      STATEMENT.facts,
      STATEMENT.explanation,
      'un signalement',
      'à l’aide d’un programme',
      'par un modérateur',
      '2 septembre 2026',
      'sans frais',
      'tribunal',
      id,
    ];
    const text = mail.replaceAll(/\s+/g, ' ');
    expect(parts.filter((part) => !text.includes(part))).toEqual([]);
    const redress = 'statement { scope(lang: "en") howToAppeal(lang: "en") }';
    const { data } = await harness.query(`{ viewer { moderationCases { nodes { ${CASE} ${redress} } } } }`, {}, author);
    expect(data?.['viewer']).toMatchObject({
      moderationCases: {
        nodes: [
          {
            statement: {
              ...STATEMENT,
              action: 'REMOVE',
              ground: 'LAW',
              until,
              appealUntil: '2026-09-02T09:00:00.000Z',
              scope: 'everywhere on this service',
              howToAppeal: expect.stringMatching(/until 2 September 2026, free of charge.* court\.$/),
            },
            log: [{ action: 'REMOVE', message: 'The content was removed.' }],
          },
        ],
      },
    });
  });

  test('Lets the member appeal once, within six months, to another moderator, whose decision lifts the measure', async () => {
    const id = newCase();
    await decide(id);
    expect(await mutate('appealDecision', { caseId: id, text: 'No.' }, reporter)).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect(await mutate('appealDecision', { caseId: id, text: 'It is no shop.' }, author)).toMatchObject({
      case: { status: 'APPEALED', appeal: { text: 'It is no shop.', overturned: null } },
    });
    expect(await mutate('appealDecision', { caseId: id, text: 'Again.' }, author)).toMatchObject({
      userErrors: [{ code: 'LOCKED' }],
    });
    const verdict = { caseId: id, overturned: true, reason: 'The name is a person’s.' };
    expect(await mutate('decideAppeal', verdict, moderator)).toMatchObject({ userErrors: [{ code: 'FORBIDDEN' }] });
    expect(await mutate('decideAppeal', verdict, author)).toEqual({ error: 'FORBIDDEN' });
    expect(await mutate('decideAppeal', verdict, second)).toMatchObject({
      case: { status: 'CLOSED', appeal: { overturned: true, reason: verdict.reason } },
    });
    const events = await harness.sql(
      `SELECT payload FROM membership.events WHERE type = 'MeasureLifted' AND subject = $1`,
      [postId],
    );
    expect(events).toEqual([{ payload: { caseId: id } }]);
    expect((await mailsTo('author')).at(-1)).toContain(verdict.reason);
    expect(await notificationsOf(author)).toMatchObject([
      { message: 'Your appeal has been decided.', subject: { id } },
      { message: 'A moderation decision concerns you.', subject: { id } },
    ]);
  });

  test('Refuses an appeal after six months', async () => {
    const id = newCase();
    await decide(id);
    await harness.sql(`UPDATE membership.moderation_cases SET appeal_until = '2026-01-01T00:00:00Z' WHERE id = $1`, [
      id,
    ]);
    expect(await mutate('appealDecision', { caseId: id, text: 'Late.' }, author)).toMatchObject({
      userErrors: [{ code: 'EXPIRED' }],
    });
  });

  test('Lets a reporter ask for one review of a dismissal, after which the report waits again', async () => {
    const id = newCase();
    await report(id, reporter);
    await decide(id, 'DISMISS');
    expect(await mailsTo('author')).toEqual([]);
    expect(await caseOf(id, author)).toBeNull();
    const { data } = await harness.query('{ viewer { flags { caseId hasMeasure } } }', {}, reporter);
    expect(data?.['viewer']).toEqual({ flags: [{ caseId: id, hasMeasure: false }] });
    await mutate('appealDecision', { caseId: id, text: 'Look again.' }, reporter);
    await mutate('decideAppeal', { caseId: id, overturned: true, reason: 'It is advertising.' }, second);
    const open = await harness.sql(
      `SELECT status FROM membership.moderation_cases WHERE target_id = $1 AND status = 'OPEN'`,
      [postId],
    );
    expect(open).toHaveLength(1);
  });

  test('Closes an open appeal as overturned when a moderator shows the content again', async () => {
    const [id, restoring] = [newCase(), newCase()];
    await decide(id);
    await mutate('appealDecision', { caseId: id, text: 'Please.' }, author);
    await decide(restoring, 'RESTORE', { liftedCaseIds: [id] });
    expect(await caseOf(id, author)).toMatchObject({ status: 'CLOSED', appeal: { overturned: true } });
    expect(await mutate('decideAppeal', { caseId: id, overturned: false, reason: 'x' }, second)).toMatchObject({
      userErrors: [{ code: 'LOCKED' }],
    });
  });

  test('Takes a report of illegal content from a person without an account, who gets a receipt and the outcome', async () => {
    const email = `neighbour${position}@example.net`;
    const input = {
      targetId: postId,
      explanation: 'Article 5 of the law.',
      name: 'A. Neighbour',
      email,
      goodFaith: true,
    };
    expect(await mutate('reportContent', input)).toEqual({ userErrors: [] });
    expect((await harness.mails(email))[0]).toContain('Nous avons reçu votre signalement');
    const id = newCase();
    await report(id, reporter);
    await decide(id, 'REMOVE');
    expect((await harness.mails(email)).at(-1)).toContain('a pris une mesure');
    expect(await caseOf(id, moderator)).toMatchObject({
      flagCount: 2,
      flags: [
        { note: 'Article 5 of the law.', member: null, reporterName: 'A. Neighbour' },
        { member: { id: reporter.memberId } },
      ],
    });
    expect(await mutate('reportContent', { ...input, goodFaith: false, email: 'none' })).toMatchObject({
      userErrors: [
        { code: 'INVALID', field: ['email'] },
        { code: 'REQUIRED', field: ['goodFaith'] },
      ],
    });
  });

  test('Publishes numbers by month, without those that are small enough to identify somebody', async () => {
    await harness.sql('DELETE FROM membership.moderation_cases');
    for (let count = 0; count < 6; count += 1) await decide(newCase(), 'HIDE');
    await decide(newCase(), 'REMOVE');
    const { data } = await harness.query('{ moderationCounts(year: 2026, month: 3) { action count appeals } }');
    expect(data?.['moderationCounts']).toEqual([
      { action: 'HIDE', count: 6, appeals: 0 },
      { action: 'REMOVE', count: null, appeals: 0 },
    ]);
    const empty = await harness.query('{ moderationCounts(year: 2026, month: 2) { action } }');
    expect(empty.data).toEqual({ moderationCounts: [] });
  });
});

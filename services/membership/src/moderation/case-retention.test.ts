import { createLogger, ErasureMode, openDatabase, Role, systemClock } from '@wizness/kernel';
import { askAboutCases, fileCases, type Member, STATEMENT } from '../../test/support/cases';
import { MembershipHarness } from '../../test/support/membership-harness';
import { Account } from '../account/account.entity';
import { ErasureStore } from '../privacy/erasure.store';
import { storage } from '../storage';

describe('The retention of cases', () => {
  let harness: MembershipHarness;
  let mutate: ReturnType<typeof askAboutCases>['mutate'];
  let caseOf: ReturnType<typeof askAboutCases>['caseOf'];
  let file: ReturnType<typeof fileCases>;
  let author: Member;
  let reporter: Member;
  let moderator: Member;
  const postId = systemClock.newId('post');

  beforeEach(async () => {
    harness = await MembershipHarness.open();
    ({ mutate, caseOf } = askAboutCases(harness));
    file = fileCases(harness);
    author = await harness.enrol('author');
    reporter = await harness.enrol('reporter');
    moderator = await harness.enrol('moderator', Role.MODERATOR);
  });
  afterEach(() => harness.close());

  const people = () => ({ author, moderator, postId });
  const report = (caseId: string, by: Member, note: string | null = null) =>
    file.report(people(), { caseId, by, note });
  const decide = (caseId: string) => file.decide(people(), { caseId });
  const newCase = () => systemClock.newId('case');

  test('Forgets reporters six months after a case is closed, and what a case says after two years', async () => {
    const id = newCase();
    await report(id, reporter, 'My note.');
    await decide(id);
    const keeps = async (...words: readonly string[]) => {
      const rows = await harness.sql(
        'SELECT CAST(one AS text) || CAST(flag AS text) AS text FROM membership.moderation_cases one JOIN membership.moderation_flags flag ON flag.case_id = one.id WHERE one.id = $1',
        [id],
      );
      return words.map((word) => JSON.stringify(rows).includes(word));
    };
    const closeAt = (date: string) =>
      harness.sql(`UPDATE membership.moderation_cases SET status = 'CLOSED', closed_at = $2 WHERE id = $1`, [id, date]);
    const words = [reporter.memberId, 'My note.', author.memberId, STATEMENT.facts];
    await closeAt('2026-01-01T00:00:00Z');
    await harness.context().maintenance.deleteExpired();
    expect(await keeps(...words)).toEqual([true, true, true, true]);
    await closeAt('2025-09-01T00:00:00Z');
    await harness.context().maintenance.deleteExpired();
    expect(await keeps(...words)).toEqual([false, false, true, true]);
    await closeAt('2024-02-01T00:00:00Z');
    await harness.context().maintenance.deleteExpired();
    expect(await keeps(...words)).toEqual([false, false, false, false]);
  });

  test('Leaves no member in a case when they are erased, and closes their appeal', async () => {
    const id = newCase();
    await report(id, reporter, 'My note.');
    await decide(id);
    await mutate('appealDecision', { caseId: id, text: 'Mine.' }, author);
    const erase = async ({ memberId }: Member) => {
      const db = await openDatabase(
        { url: harness.running.url, log: createLogger('cases', 'silent'), poolSize: 1 },
        storage,
      );
      const erasedAt = harness.clock.now();
      const mode = ErasureMode.ANONYMISE_CONTENT;
      await db.transaction(async (tx) => {
        const account = await tx.findOneByOrFail(Account, { memberId });
        await new ErasureStore(tx, harness.clock).erase({ memberId, account, mode, erasedAt });
      });
      await db.destroy();
    };
    await erase(author);
    await erase(reporter);
    const rows = await harness.sql('SELECT CAST(one AS text) AS text FROM membership.moderation_cases one');
    const flags = await harness.sql('SELECT CAST(one AS text) AS text FROM membership.moderation_flags one');
    const text = JSON.stringify([rows, flags]);
    for (const word of [author.memberId, reporter.memberId, 'My note.', 'Mine.']) expect(text).not.toContain(word);
    expect(await caseOf(id, moderator)).toMatchObject({ status: 'CLOSED', member: null });
  });
});

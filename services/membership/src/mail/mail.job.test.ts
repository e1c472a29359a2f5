import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BACKGROUND_TIMEOUTS, createLogger } from '@wizness/kernel';
import { membership } from '@wizness/membership';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';
import { sendMailHandler } from './mail.job';
import { createMailer } from './mailer';

const EMAIL = 'lea@example.org';
const NEW = { email: EMAIL, password: PASSWORD, handle: 'lea', name: 'Léa' };

describe('Mails', () => {
  let harness: MembershipHarness;
  beforeEach(async () => void (harness = await MembershipHarness.open()));
  afterEach(() => harness.close());

  const jobs = () =>
    harness.sql<Record<string, unknown>>("SELECT * FROM membership.jobs WHERE kind = 'send-mail' ORDER BY id");
  const accepted = async () => (await harness.mutate('register', NEW)).accepted;

  test('A registration whose mail cannot be enqueued is not stored', async () => {
    await harness.sql('ALTER TABLE membership.jobs RENAME TO elsewhere');
    await expect(harness.mutate('register', NEW)).rejects.toThrow('register failed');
    expect(await harness.sql('SELECT 1 FROM membership.registrations')).toEqual([]);
  });

  test('A mail waits until a worker runs, and is sent once although many workers look for it', async () => {
    expect(await accepted()).toBe(true);
    expect(await readdir(harness.settings.mailFolder)).toEqual([]);
    await Promise.all([1, 2, 3].map(() => harness.sendMails()));
    expect(await harness.mails(EMAIL)).toHaveLength(1);
  });

  test('A process that was not told where mails go leaves them to others, once one that was told has worked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wizness-default-mail-'));
    const told = { mailFolder: folder, hasMailSettings: false };
    const log = createLogger('membership', 'silent');
    const database = { url: harness.running.url, poolSize: 1, timeouts: BACKGROUND_TIMEOUTS };
    const other = await membership.open({ database, settings: { ...harness.settings, ...told }, log });
    const sentBy = async (run: () => Promise<unknown>) => {
      await accepted();
      await run();
      return [(await readdir(folder)).length, (await readdir(harness.settings.mailFolder)).length];
    };
    try {
      expect(await sentBy(() => other.runDueJobs())).toEqual([1, 0]);
      expect(await sentBy(() => harness.sendMails())).toEqual([1, 1]);
      expect(await sentBy(() => other.runDueJobs())).toEqual([1, 1]);
      await harness.sendMails();
      expect(await readdir(harness.settings.mailFolder)).toHaveLength(2);
    } finally {
      await other.close();
      await rm(folder, { recursive: true });
    }
  });

  test('A mail that cannot be written is written later, with the same Message-ID', async () => {
    const { mailFolder } = harness.settings;
    await rm(mailFolder, { recursive: true });
    await writeFile(mailFolder, 'not a folder');
    await accepted();
    await harness.sendMails();
    const [waiting] = await jobs();
    expect(waiting).toMatchObject({ attempts: 1, error_code: expect.stringMatching(/EEXIST|ENOTDIR/), ended_at: null });
    await rm(mailFolder);
    await mkdir(mailFolder);
    await harness.sql('UPDATE membership.jobs SET run_at = now()');
    const [mail, ...others] = await harness.mails(EMAIL);
    expect(mail).toContain(`Message-ID: <${String(waiting?.['id'])}@wizness.test>`);
    expect(others).toEqual([]);
  });

  test('The address and the token of a mail that has been sent are no longer stored', async () => {
    await accepted();
    expect(JSON.stringify(await jobs())).toMatch(/lea@example.org[^]*"token"/);
    await harness.sendMails();
    expect(await jobs()).toMatchObject([{ payload: {}, failed: false }]);
  });

  test('A password reset of an unknown address enqueues a job, and sends no mail', async () => {
    await harness.mutate('requestPasswordReset', { email: EMAIL });
    expect(await jobs()).toMatchObject([{ payload: { to: null } }]);
    await harness.sendMails();
    expect(await readdir(harness.settings.mailFolder)).toEqual([]);
  });

  test('An erasure deletes the mails that wait for its address, and no others', async () => {
    await harness.join('lea');
    const { identity } = await harness.signIn('lea');
    harness.advance({ seconds: 1 });
    await harness.mutate('requestPasswordReset', { email: EMAIL });
    await harness.mutate('register', { ...NEW, email: 'tom@example.org', handle: 'tom' });
    await harness.mutate('eraseAccount', { password: PASSWORD }, identity);
    expect(await harness.mails(EMAIL)).toEqual([]);
    expect(await harness.mails('an erased address')).toHaveLength(1);
    expect(await harness.mails('tom@example.org')).toHaveLength(1);
  });

  test('A mail that was being written during the erasure of its address is deleted', async () => {
    const handler = sendMailHandler(createMailer(harness.settings), harness.settings.publicUrl);
    const payload = {
      to: EMAIL,
      locale: 'fr',
      at: '2026-03-02T09:00:00Z',
      content: { template: 'ALREADY_REGISTERED' },
    };
    const run = {
      id: 'job_1',
      payload,
      attempt: 1,
      clock: harness.clock,
      services: {},
      signal: new AbortController().signal,
    };
    const unused = () => Promise.reject(new Error('This job writes nothing.'));
    await handler.run({ ...run, write: unused, finish: unused, isDeleted: async () => true });
    expect(await harness.mails(EMAIL)).toEqual([]);
    await handler.run({ ...run, write: unused, finish: unused, isDeleted: async () => false });
    expect(await harness.mails(EMAIL)).toHaveLength(1);
  });

  test('Rows that have outlived their retention are deleted by a job on a schedule', async () => {
    await accepted();
    harness.advance({ days: 9 });
    await harness.running.startWork({ sources: SOURCES, clock: harness.clock });
    const remaining = () => harness.sql('SELECT 1 FROM membership.registrations');
    while ((await remaining()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const schedules = await harness.sql<{ kind: string }>(
      "SELECT kind FROM membership.jobs WHERE key = 'schedule' AND ended_at IS NULL ORDER BY kind",
    );
    expect(schedules.map(({ kind }) => kind)).toEqual([
      'delete-ended-jobs',
      'delete-expired',
      'delete-expired-events',
      'delete-rate-buckets',
      'plan-digests',
    ]);
  });
});

const SOURCES = Object.fromEntries(
  ['content', 'partnerships', 'ratings'].map((name) => [name, { read: async () => [] }]),
);

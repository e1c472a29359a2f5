import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PermanentFailure, readSettings } from '@wizness/kernel';
import { type MembershipSettings, membershipSettings } from '../environment';
import { createMailer, type Mail } from './mailer';

const MAIL: Mail = {
  id: 'job_1',
  erased: false,
  to: 'lea@example.org',
  subject: 'Été',
  text: 'https://wizness.test/verify-email#token=abc\n',
  at: new Date('2026-03-02T09:00:00Z'),
};
const settings = (changed: Partial<MembershipSettings>): MembershipSettings => ({
  publicUrl: 'https://wizness.test',
  mailFrom: 'Wizness <post@wizness.test>',
  smtpUrl: null,
  mailFolder: '/nowhere',
  hasMailSettings: true,
  ...changed,
});

/** A minimal SMTP server (RFC 5321), with other replies to a connection and to a recipient. */
const mailServer = async ({ greeting = '220 ready', recipient = '250 ok' } = {}) => {
  const received: string[] = [];
  const server = createServer((socket) => {
    let data: string | null = null;
    socket.setEncoding('utf8').on('error', () => undefined);
    socket.write(`${greeting}\r\n`);
    socket.on('data', (part: string) => {
      if (data !== null) {
        data += part;
        if (!data.includes('\r\n.\r\n')) return;
        received.push(data);
        data = null;
        socket.write('250 accepted\r\n');
      } else if (part.startsWith('DATA')) {
        data = '';
        socket.write('354 continue\r\n');
      } else if (part.startsWith('RCPT')) socket.write(`${recipient}\r\n`);
      else if (part.startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, received, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

describe('The mailer', () => {
  let folder: string;
  beforeEach(async () => void (folder = join(await mkdtemp(join(tmpdir(), 'wizness-mail-')), 'mail')));
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  test('Mails are written as text files that only their owner can read', async () => {
    const mailer = createMailer(settings({ mailFolder: folder }));
    await mailer.deliver(MAIL);
    await mailer.deliver({ ...MAIL, id: 'job_2' });
    const files = await readdir(folder);
    expect(files.toSorted()).toEqual(['2026-03-02T09-00-00.000Z-job_1.txt', '2026-03-02T09-00-00.000Z-job_2.txt']);
    const path = join(folder, files.toSorted()[0] ?? '');
    expect(await readFile(path, 'utf8')).toBe(
      'From: Wizness <post@wizness.test>\nTo: lea@example.org\nSubject: Été\nDate: Mon, 02 Mar 2026 09:00:00 GMT\n' +
        'Message-ID: <job_1@wizness.test>\n\nhttps://wizness.test/verify-email#token=abc\n',
    );
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  test('A mail that is delivered again is the same file', async () => {
    const mailer = createMailer(settings({ mailFolder: folder }));
    await mailer.deliver(MAIL);
    await mailer.deliver(MAIL);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test('Only mails to the same address that are older are deleted', async () => {
    const mailer = createMailer(settings({ mailFolder: folder }));
    const later = { ...MAIL, id: 'job_9', at: new Date('2026-03-02T09:00:01Z') };
    for (const mail of [MAIL, { ...MAIL, id: 'job_2', to: 'tom@example.org' }, later]) await mailer.deliver(mail);
    await mailer.forgetBefore({ ...MAIL, id: 'job_3' });
    expect((await readdir(folder)).map((file) => file.slice(25, 30)).toSorted()).toEqual(['job_2', 'job_9']);
    await mailer.withdraw(later);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test('Mails are sent by SMTP if it is configured, with a Message-ID that stays the same', async () => {
    const { server, url, received } = await mailServer();
    const mailer = createMailer(settings({ smtpUrl: url }));
    await mailer.deliver(MAIL);
    await mailer.deliver(MAIL);
    server.close();
    expect(received).toHaveLength(2);
    for (const mail of received) {
      expect(mail).toContain('To: lea@example.org');
      expect(mail).toContain('From: Wizness <post@wizness.test>');
      expect(mail).toContain('Message-ID: <job_1@wizness.test>');
    }
  });

  test.each([
    ['is busy', { greeting: '421 busy' }, null],
    ['has a full mailbox', { recipient: '452 mailbox full' }, null],
    ['knows no such mailbox', { recipient: '550 no such user' }, 'SMTP_550'],
  ])(
    'A mail to a server that %s is refused, for good only if no other attempt can succeed',
    async (_, replies, code) => {
      const { server, url } = await mailServer(replies);
      const error: unknown = await createMailer(settings({ smtpUrl: url }))
        .deliver(MAIL)
        .catch((thrown: unknown) => thrown);
      server.close();
      expect(error).toBeInstanceOf(Error);
      expect(error instanceof PermanentFailure ? error.code : null).toBe(code);
    },
  );

  test('An unreachable server is an error', async () => {
    await expect(createMailer(settings({ smtpUrl: 'smtp://127.0.0.1:1' })).deliver(MAIL)).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});

const readMembershipSettings = (variables: NodeJS.ProcessEnv): MembershipSettings =>
  readSettings({ membership: membershipSettings }, variables).membership;

describe('The settings of membership', () => {
  test('All settings have defaults', () => {
    expect(readMembershipSettings({})).toEqual({
      publicUrl: 'http://127.0.0.1:4000',
      mailFrom: 'Wizness <no-reply@localhost>',
      smtpUrl: null,
      mailFolder: resolve('.data', 'mail'),
      hasMailSettings: false,
    });
    expect(readMembershipSettings({ DATA_DIR: '/srv/data', PUBLIC_URL: 'https://a.example/' })).toMatchObject({
      mailFolder: '/srv/data/mail',
      publicUrl: 'https://a.example',
    });
    expect(readMembershipSettings({ MAIL_DIR: '/mail' })).toMatchObject({ hasMailSettings: true });
  });

  test('All invalid settings are reported together', () => {
    expect(() => readMembershipSettings({ SMTP_URL: 'https://x', MAIL_FROM: 'a\nb', PUBLIC_URL: 'x' })).toThrow(
      /PUBLIC_URL[^]*SMTP_URL[^]*MAIL_FROM/,
    );
    expect(() => readMembershipSettings({ SMTP_URL: 'smtp://mail.example' })).toThrow(/MAIL_FROM/);
    expect(() => readMembershipSettings({ SMTP_URL: 'smtp://mail.example', PUBLIC_URL: 'x' })).toThrow(
      /PUBLIC_URL[^]*MAIL_FROM: is required/,
    );
  });
});

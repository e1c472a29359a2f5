import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLogger, readSettings } from '@wizness/kernel';
import { type MembershipSettings, membershipSettings } from '../environment';
import { createMailer, type Mail } from './mailer';

const MAIL: Mail = {
  to: 'lea@example.org',
  subject: 'Été',
  text: 'https://wizness.test/verify-email#token=abc\n',
  at: new Date('2026-03-02T09:00:00Z'),
};
const log = createLogger('mail', 'silent');
const settings = (changed: Partial<MembershipSettings>): MembershipSettings => ({
  publicUrl: 'https://wizness.test',
  mailFrom: 'Wizness <post@wizness.test>',
  smtpUrl: null,
  mailFolder: '/nowhere',
  ...changed,
});

/** A minimal SMTP server (RFC 5321). It refuses the first `busy` connections. */
const mailServer = async (busy: number): Promise<{ server: Server; url: string; received: string[] }> => {
  const received: string[] = [];
  let refusals = busy;
  const server = createServer((socket) => {
    let data: string | null = null;
    socket.setEncoding('utf8').on('error', () => undefined);
    socket.write(refusals-- > 0 ? '421 busy\r\n' : '220 ready\r\n');
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
      } else if (part.startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, received, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

describe('The mailer', () => {
  test('Mails are written as text files that only their owner can read', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'wizness-mail-')), 'mail');
    const mailer = createMailer(settings({ mailFolder: folder }), log);
    mailer.send(MAIL);
    mailer.send(MAIL);
    await mailer.settled();
    const files = await readdir(folder);
    expect(files).toHaveLength(2);
    const path = join(folder, files[0] ?? '');
    expect(await readFile(path, 'utf8')).toBe(
      'From: Wizness <post@wizness.test>\nTo: lea@example.org\nSubject: Été\nDate: Mon, 02 Mar 2026 09:00:00 GMT\n\n' +
        'https://wizness.test/verify-email#token=abc\n',
    );
    expect((await stat(path)).mode & 0o077).toBe(0);
    await rm(join(folder, '..'), { recursive: true });
  });

  test('Mails are sent by SMTP if it is configured, and retried if the server is busy', async () => {
    const { server, url, received } = await mailServer(1);
    const mailer = createMailer(settings({ smtpUrl: url }), log);
    mailer.send(MAIL);
    await mailer.settled();
    server.close();
    expect(received).toHaveLength(1);
    expect(received[0]).toContain('To: lea@example.org');
    expect(received[0]).toContain('From: Wizness <post@wizness.test>');
  });

  test('An unreachable server neither delays the caller nor throws', async () => {
    const mailer = createMailer(settings({ smtpUrl: 'smtp://127.0.0.1:1' }), log);
    const start = performance.now();
    mailer.send(MAIL);
    expect(performance.now() - start).toBeLessThan(100);
    await expect(mailer.settled()).resolves.toBeUndefined();
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
    });
    expect(readMembershipSettings({ DATA_DIR: '/srv/data', PUBLIC_URL: 'https://a.example/' })).toMatchObject({
      mailFolder: '/srv/data/mail',
      publicUrl: 'https://a.example',
    });
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

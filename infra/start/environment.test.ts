import { join, resolve } from 'node:path';
import { readServicesEnvironment, readSharedSettings, readStartEnvironment } from './environment';
import { tellOfMail } from './startup-message';

test('nothing needs to be set', () => {
  expect(readStartEnvironment({})).toEqual({ PORT: 4000, HOST: '127.0.0.1', DATA_DIR: '.data', LOG_LEVEL: 'warn' });
  expect(readServicesEnvironment({}).ports).toEqual({
    content: 4011,
    membership: 4012,
    partnerships: 4013,
    ratings: 4014,
  });
});

test('all wrong settings are named at once', () => {
  expect(() =>
    readServicesEnvironment({ PORT: 'x', DATABASE_URL: 'mysql://a', CONTENT_PORT: '0', RATINGS_PORT: '1.5' }),
  ).toThrow(/PORT: [^]*DATABASE_URL: [^]*CONTENT_PORT: must be 1 to 65535[^]*RATINGS_PORT: /);
});

describe('what membership and the gateway must agree on', () => {
  const shared = (variables: NodeJS.ProcessEnv) => readSharedSettings(readStartEnvironment(variables), variables);

  test('is the address that people find, and a mailbox folder among the data', () => {
    const { mail, variables } = shared({ PORT: '4400', DATA_DIR: 'somewhere' });
    const folder = resolve(join('somewhere', 'mail'));
    expect(variables).toEqual({
      PUBLIC_URL: 'http://127.0.0.1:4400',
      DATA_DIR: 'somewhere',
      MAIL_DIR: folder,
      LOG_LEVEL: 'warn',
    });
    expect(mail).toEqual({ smtpUrl: null, mailFolder: folder });
    expect(tellOfMail(mail)).toContain(`Mails are written to ${folder}\n`);
  });

  test('is what is set, where it is set', () => {
    const set = {
      PUBLIC_URL: 'https://wizness.test',
      MAIL_DIR: '/mail',
      SMTP_URL: 'smtp://mail.test',
      MAIL_FROM: 'a@b',
    };
    const { mail, variables } = shared({ ...set, HOST: '0.0.0.0' });
    expect(variables).toMatchObject({ PUBLIC_URL: 'https://wizness.test', MAIL_DIR: '/mail' });
    expect(tellOfMail(mail)).toBe('Mails are sent through SMTP_URL.');
  });

  test('is no address that only a listener understands', () => {
    expect(shared({ HOST: '0.0.0.0' }).variables['PUBLIC_URL']).toBe('http://127.0.0.1:4000');
    expect(shared({ HOST: '::1' }).variables['PUBLIC_URL']).toBe('http://[::1]:4000');
  });

  test('is refused with the name of the setting that is wrong', () => {
    expect(() => shared({ SMTP_URL: 'mail.test' })).toThrow(/SMTP_URL: /);
  });
});

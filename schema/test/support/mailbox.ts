import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readServiceSettings, type ServiceSettings } from '@wizness/infra';

/** The folder that membership writes its mails to during one suite. */
export interface Mailbox {
  /** The mails to an address, oldest first. Waits up to four seconds until there are `count` of them. */
  mailsTo(address: string, count: number): Promise<string[]>;
  /** The token in the newest mail to an address, once there are `count` mails. Empty if it has none. */
  tokenFor(address: string, count: number): Promise<string>;
  /** Settings with which membership writes its mails to the folder. */
  readonly settings: ServiceSettings;
  /** The same for a child process. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export const openMailbox = async (): Promise<Mailbox> => {
  const folder = await mkdtemp(join(tmpdir(), 'wizness-mail-'));
  const mailsTo = async (address: string, count: number): Promise<string[]> => {
    for (let attempt = 0; ; attempt += 1) {
      const files = (await readdir(folder)).filter((file) => file.endsWith('.txt')).toSorted();
      const mails = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
      const addressed = mails.filter((mail) => mail.includes(`\nTo: ${address}\n`));
      if (addressed.length >= count || attempt === 200) return addressed;
      await pause(20);
    }
  };
  const environment = { MAIL_DIR: folder };
  return {
    settings: readServiceSettings(environment),
    environment,
    mailsTo,
    tokenFor: async (address, count) => /#token=(\S+)/.exec((await mailsTo(address, count)).at(-1) ?? '')?.[1] ?? '',
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

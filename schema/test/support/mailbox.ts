import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServiceSettings, type ServiceSettings } from '@wizness/infra';
import { waitUntil } from '@wizness/kernel/testing';

/** The folder that membership writes its mails to during one suite. */
export interface Mailbox {
  /** The mails to an address, oldest first. Waits until there are `count` of them. */
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
  const mailsTo = (address: string, count: number): Promise<string[]> =>
    waitUntil(async () => {
      const files = (await readdir(folder)).filter((file) => file.endsWith('.txt')).toSorted();
      const mails = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
      const addressed = mails.filter((mail) => mail.includes(`\nTo: ${address}\n`));
      return addressed.length >= count && addressed;
    });
  const environment = { MAIL_DIR: folder };
  return {
    settings: readServiceSettings(environment),
    environment,
    mailsTo,
    tokenFor: async (address, count) => /#token=(\S+)/.exec((await mailsTo(address, count)).at(-1) ?? '')?.[1] ?? '',
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

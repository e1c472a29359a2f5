import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeMailInto } from './environment';

/** Where membership, which reads the setting when it is first opened, writes the mails of one suite. */
export interface Mailbox {
  /** The mails to an address, the oldest first, once there are `count` of them. */
  mailsTo(address: string, count: number): Promise<string[]>;
  /** The token in the last of `count` mails to an address. */
  tokenFor(address: string, count: number): Promise<string>;
  /** The setting itself, for a process of its own. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export const openMailbox = async (): Promise<Mailbox> => {
  const folder = await mkdtemp(join(tmpdir(), 'wizness-mail-'));
  writeMailInto(folder);
  const mailsTo = async (address: string, count: number): Promise<string[]> => {
    for (let tries = 0; ; tries += 1) {
      const files = (await readdir(folder)).toSorted();
      const mails = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
      const theirs = mails.filter((mail) => mail.includes(`\nTo: ${address}\n`));
      if (theirs.length >= count || tries === 200) return theirs;
      await pause(20);
    }
  };
  return {
    environment: { MAIL_DIR: folder },
    mailsTo,
    tokenFor: async (address, count) => /#token=(\S+)/.exec((await mailsTo(address, count)).at(-1) ?? '')?.[1] ?? '',
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

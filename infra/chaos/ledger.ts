import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** What the product has acknowledged, and must therefore have. */
export class Ledger {
  /** Addresses of accepted registrations: each gets one mail. */
  readonly registrations = new Set<string>();
  /** Handles by the ids of members. */
  readonly members = new Map<string, string>();
  /** Names by the ids of members. */
  readonly names = new Map<string, string>();
  /** `MEMBER TARGET`. */
  readonly follows = new Set<string>();
  /** Ids of erased members. Their data must be gone. */
  readonly erased = new Set<string>();
  /** All acknowledged writes. */
  writes = 0;
}

/** The mails in `folder`, by recipient. */
const readMails = (folder: string): Map<string, string[]> => {
  const mails = new Map<string, string[]>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const to = /^To: (.*)$/m.exec(text)?.[1] ?? '';
    mails.set(to, [...(mails.get(to) ?? []), text]);
  }
  return mails;
};

/** The newest token that was mailed to an address; null if none was. */
export const mailedToken = (folder: string, address: string): string | null => {
  const [, token = null] = /#token=(\S+)/.exec(readMails(folder).get(address)?.at(-1) ?? '') ?? [];
  return token;
};

const WITH_ERASURES = ['content', 'partnerships', 'ratings'];
const WITH_EVENTS = ['content', 'membership', 'partnerships'];

/** What of `ledger` is not in the database and the mail folder. Empty if nothing is missing. */
export const findMissing = async (ledger: Ledger, databaseUrl: string, mailFolder: string): Promise<string[]> => {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const column = async (sql: string): Promise<Set<string>> => {
      const { rows } = await client.query<{ value: string }>(sql);
      return new Set(rows.map(({ value }) => value));
    };
    const missing: string[] = [];
    const expect = (what: string, wanted: Iterable<string>, found: { has(value: string): boolean }): void => {
      for (const value of wanted) if (!found.has(value)) missing.push(`${what} ${value}`);
    };
    const members = await column('SELECT id AS value FROM membership.members');
    expect(
      'member',
      [...ledger.members].map(([id, handle]) => `${id} ${handle}`),
      await column("SELECT id || ' ' || handle AS value FROM membership.members"),
    );
    expect(
      'name of',
      [...ledger.names].map(([id, name]) => `${id} ${name}`),
      await column("SELECT id || ' ' || name AS value FROM membership.members"),
    );
    expect(
      'follow',
      ledger.follows,
      await column("SELECT member_id || ' ' || target_id AS value FROM membership.follows"),
    );
    expect(
      'registration of',
      ledger.registrations,
      await column('SELECT email AS value FROM membership.registrations UNION SELECT email FROM membership.accounts'),
    );
    expect('erasure of', ledger.erased, { has: (id) => !members.has(id) });
    for (const service of WITH_ERASURES) {
      const erased = await column(`SELECT member_id AS value FROM ${service}.erased_members`);
      expect(`erasure in ${service} of`, ledger.erased, erased);
    }
    const mails = readMails(mailFolder);
    expect('mail to', ledger.registrations, mails);
    for (const [to, texts] of mails) {
      if (ledger.registrations.has(to) && texts.length > 1) missing.push(`only one mail to ${to}`);
    }
    for (const service of WITH_EVENTS) {
      const gaps = `SELECT count(*) <> coalesce(max(position) - min(position) + 1, 0) OR min(position) < 1 AS has_gap FROM ${service}.events`;
      const { rows } = await client.query<{ has_gap: boolean | null }>(gaps);
      if (rows[0]?.has_gap) missing.push(`positions without a gap in ${service}`);
    }
    const failed = await column('SELECT kind AS value FROM membership.jobs WHERE failed');
    for (const kind of failed) missing.push(`a job of kind ${kind}, which was given up`);
    return missing;
  } finally {
    await client.end();
  }
};

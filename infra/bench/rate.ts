import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Identity, Role, scopesOf, systemClock } from '@wizness/kernel';
import { RateableKind, ratings } from '@wizness/ratings';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';

const RATINGS = 2000;
/** Members who rate at the same time. */
const PARALLEL = 50;
const POOL = 20;

const member = (): Identity => {
  const roles = [Role.MEMBER];
  return { memberId: systemClock.newId('member'), roles, scopes: scopesOf(roles) };
};

/**
 * Ratings in a second, in one process: 50 members at a time rate one organisation, and 50 organisations. Throws an Error if
 * a rating is refused or a summary is not the number of its ratings.
 */
export const benchRate = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const log = createLogger('bench', 'warn');
  const postgres = await startEmbeddedPostgres({ directory, durable: true, log });
  const running = await ratings.open({
    database: { url: postgres.url('postgres'), poolSize: POOL },
    settings: {},
    log,
  });
  const subject = async (): Promise<string> => {
    const id = systemClock.newId('org');
    const context = running.createContext({ identity: member(), clock: systemClock });
    await context.inTransaction(({ stores }) => stores.subjects.register({ id, kind: RateableKind.ORGANISATION }));
    return id;
  };
  const rateAll = async (subjectIds: readonly string[]): Promise<number> => {
    const start = performance.now();
    await Promise.all(
      Array.from({ length: PARALLEL }, async (_, worker) => {
        for (let number = worker; number < RATINGS; number += PARALLEL) {
          const context = running.createContext({ identity: member(), clock: systemClock });
          const subjectId = subjectIds[number % subjectIds.length] ?? '';
          const { userErrors } = await context.ratings.rate({ subjectId, score: 1 + (number % 5) });
          if (userErrors[0]) throw new Error(userErrors[0].message);
        }
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    const { loaders } = running.createContext({ identity: member(), clock: systemClock });
    const counts = await Promise.all(subjectIds.map(async (id) => (await loaders.summaryBySubjectId.load(id)).count));
    const counted = counts.reduce((sum, count) => sum + count, 0);
    if (counted !== RATINGS) throw new Error(`The summaries count ${counted} of ${RATINGS} ratings.`);
    return Math.round(RATINGS / seconds);
  };
  try {
    const one = [await subject()];
    const many = await Promise.all(Array.from({ length: PARALLEL }, subject));
    await rateAll([await subject()]);
    const lines = [`${RATINGS} ratings, ${PARALLEL} at a time, one process, ${POOL} connections, with fsync:`];
    lines.push(`  on one organisation: ${await rateAll(one)}/s`);
    lines.push(`  on ${PARALLEL} organisations: ${await rateAll(many)}/s`);
    return lines.join('\n');
  } finally {
    await running.close();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectClient, createLogger, ensureDatabase } from '@wizness/kernel';
import { readServiceSettings } from '../command/open-services';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { loadScaleData } from './data/load-scale-data';
import { keptDataFolder } from './environment';

const CLAIMS = [20_000, 200_000] as const;
const VERSIONS = 3;
/** The other data are few: neither analyses nor exports read them. */
const OTHERS = { posts: 1000, comments: 1000, ratings: 1000, members: 1000 };

interface ClaimsDatabase {
  readonly url: string;
  /** A folder for files of the run. */
  readonly directory: string;
}

const isLoaded = async (url: string): Promise<boolean> => {
  const client = await connectClient(url);
  try {
    const { rows } = await client.query<{ exists: boolean }>(
      `SELECT to_regclass('partnerships.facts') IS NOT NULL AS exists`,
    );
    return (
      rows[0]?.exists === true && ((await client.query('SELECT FROM partnerships.facts LIMIT 1')).rowCount ?? 0) > 0
    );
  } finally {
    await client.end();
  }
};

/**
 * What `work` returns for 20,000 and for 200,000 claims of three versions each. They are loaded first, which takes minutes. With
 * DATA_DIR they are kept there, and used again by the next run.
 */
export const onClaims = async <Result>(work: (database: ClaimsDatabase) => Promise<Result>): Promise<Result[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const log = createLogger('bench', 'warn');
  const postgres = await startEmbeddedPostgres({ directory: keptDataFolder() ?? directory, durable: false, log });
  try {
    const results: Result[] = [];
    for (const claims of CLAIMS) {
      const url = postgres.url(`claims_${claims}`);
      await ensureDatabase(url);
      if (!(await isLoaded(url))) {
        const counts = { ...OTHERS, facts: claims * VERSIONS };
        const options = { settings: readServiceSettings({}), log, scale: claims / 20_000, counts, seed: 1 };
        await loadScaleData({ ...options, databaseUrl: url });
      }
      results.push(await work({ url, directory }));
    }
    return results;
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};

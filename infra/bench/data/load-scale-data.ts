import { content, type NewTopic } from '@wizness/content';
import { connectClient, deterministicClock } from '@wizness/kernel';
import { membership } from '@wizness/membership';
import {
  fillVersions,
  partnerships,
  repairCurrentFacts,
  repairFactVisibility,
  repairRelations,
} from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import type { Client } from 'pg';
import { readTables } from '../../backup/tables';
import { withoutTriggers } from '../../backup/without-triggers';
import { CommandError } from '../../command/command-error';
import { type ServicesOptions, withServices } from '../../command/open-services';
import { readVocabulary } from '../../import/vocabulary';
import { choicesFor, NEWEST } from './choices';
import { decideAll } from './decide-all';
import { withoutIndexes } from './copy-rows';
import { loadRows } from './load-rows';
import type { Topic } from './posts';
import { moveCheckpoints } from './projections';
import { countsAt, type Scale, TOPICS } from './scale';
import { wordAt } from './words';

export interface ScaleDataOptions extends Omit<ServicesOptions, 'clock' | 'databaseUrl'> {
  /** The database of all services. */
  readonly databaseUrl: string;
  /** 10 for the full data, 1 for a tenth of it. Any number above 0 is accepted. */
  readonly scale: number;
  /** Numbers that differ from those of the scale. */
  readonly counts?: Partial<Scale>;
  /** Data of the same seed and scale are equal. */
  readonly seed: number;
}

const SUBGRAPHS = [content, membership, partnerships, ratings];
const SCHEMAS = SUBGRAPHS.map(({ storage }) => storage.schema);

const newTopics = (): NewTopic[] =>
  Array.from({ length: TOPICS }, (_, number) => {
    const word = wordAt(number + 10);
    return { slug: `${word}-${number}`, labels: { en: `${word} ${number}` }, definition: { en: `About ${word}.` } };
  });

/** Creates the tables, and what is written as any other data: the vocabulary of facts, and topics. */
const prepare = (options: ScaleDataOptions): Promise<Topic[]> => {
  const clock = deterministicClock('2024-10-01T00:00:00Z', `prepared ${options.seed}`);
  return withServices({ ...options, clock }, async (services) => {
    if (await services.content.loaders.findPost({ slug: 'post-0' })) throw alreadyLoaded();
    await services.partnerships.properties.defineMissing(readVocabulary());
    return services.content.inTransaction(({ stores }) => stores.topics.define(newTopics()));
  });
};

const alreadyLoaded = () =>
  new CommandError(
    'The database has data already. Name an empty one with DATABASE_URL, or an empty folder with DATA_DIR.',
  );

/** Throws CommandError if there is anything that was not made by {@link prepare}. */
const expectEmpty = async (client: Client): Promise<void> => {
  for (const table of ['content.posts', 'membership.members', 'partnerships.organisations']) {
    const { rows } = await client.query(`SELECT to_regclass('${table}') IS NOT NULL AS exists`);
    if (!rows[0]?.exists) continue;
    if ((await client.query(`SELECT FROM ${table} LIMIT 1`)).rowCount) throw alreadyLoaded();
  }
};

/**
 * Fills an empty database with data of the given size: the tables, logs and projections that the services would have
 * written. All of it, or none. Throws CommandError if the database is not empty.
 */
export const loadScaleData = async (options: ScaleDataOptions): Promise<Scale> => {
  const { databaseUrl, scale: size, seed, log } = options;
  const client = await connectClient(databaseUrl);
  try {
    await expectEmpty(client);
    const topics = await prepare(options);
    const scale = { ...countsAt(size), ...options.counts };
    await client.query('BEGIN');
    const tables = (await readTables(client, SCHEMAS)).map(({ name }) => name);
    const load = () =>
      loadRows(client, { scale, topics, choicesFor: (part) => choicesFor(part, seed), newest: NEWEST, log });
    await withoutTriggers(client, tables, () => withoutIndexes(client, SCHEMAS, load));
    await client.query('SET LOCAL search_path TO partnerships');
    const db = { query: async (sql: string, values?: unknown[]) => (await client.query(sql, values)).rows };
    await repairFactVisibility(db);
    await fillVersions(db);
    await repairRelations(db);
    await repairCurrentFacts(db);
    await moveCheckpoints(client);
    await client.query('COMMIT');
    await decideAll(databaseUrl, log);
    await client.query('VACUUM ANALYZE');
    return scale;
  } finally {
    await client.end();
  }
};

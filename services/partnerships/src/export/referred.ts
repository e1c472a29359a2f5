import type { EntityManager } from 'typeorm';
import { homeOf } from '../subject/merge/home';
import { type FactRow, idsIn, type Referred } from './fact-row';
import { asText, jsonRow } from './json-row';
import { subjectNameOf } from './subject-name';

/** Entries of each kind that are kept between two pages: some megabytes. */
const MOST = 20_000;

interface Entry {
  readonly id: string;
  readonly json: string;
  readonly home: string;
}

const SUBJECTS = `SELECT given.id, home.id AS home, coalesce(${asText(`to_json(${subjectNameOf('home.id')})`)}, 'null') AS json
  FROM unnest($1::text[]) given (id) CROSS JOIN LATERAL (SELECT ${homeOf('given.id')} AS id OFFSET 0) home`;

const SOURCES = `SELECT source.id, '' AS home, ${asText(
  jsonRow({
    id: 'source.id',
    kind: 'source.kind',
    title: 'source.title',
    publisher: 'source.publisher',
    url: 'source.url',
  }),
)} AS json FROM sources source WHERE source.id = ANY($1)`;

/** Reads entries that are not known yet. What was known before is forgotten when it is too much. */
const createKept = (read: (ids: readonly string[]) => Promise<readonly Entry[]>) => {
  const kept = new Map<string, Entry>();
  return async (ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Entry>> => {
    if (kept.size + ids.size > MOST) kept.clear();
    const unknown = [...ids].filter((id) => !kept.has(id));
    if (unknown.length > 0) for (const entry of await read(unknown)) kept.set(entry.id, entry);
    return kept;
  };
};

/** Returns what the rows of a page refer to. `db` reads one moment, at which nothing of it changes. */
export const createReferred = (db: EntityManager) => {
  const subjects = createKept((ids) => db.query<Entry[]>(SUBJECTS, [ids]));
  const sources = createKept((ids) => db.query<Entry[]>(SOURCES, [ids]));
  return async (rows: readonly FactRow[]): Promise<Referred> => {
    const [named, cited] = [new Set<string>(), new Set<string>()];
    for (const { subject, entity, saidBy, sources: ids } of rows) {
      named.add(subject);
      if (entity !== '') named.add(entity);
      if (saidBy !== '') named.add(saidBy);
      for (const id of idsIn(ids)) cited.add(id);
    }
    const [subjectById, sourceById] = [await subjects(named), await sources(cited)];
    return {
      homeOf: (id) => subjectById.get(id)?.home ?? id,
      nameOf: (id) => subjectById.get(id)?.json ?? 'null',
      sourceOf: (id) => sourceById.get(id)?.json ?? 'null',
    };
  };
};

import type { EntityManager } from 'typeorm';
import { homeOf } from '../subject/merge/home';
import type { Visible } from '../visibility/source.visibility';
import type { FactRow } from './fact-row';
import { asText, jsonRow } from './json-row';
import { subjectNameOf } from './subject-name';

/** Subjects that are kept between two statements: some megabytes. */
const MOST = 20_000;

interface ReferredSubject {
  /** What it is after merges. */
  readonly home: Buffer;
  /** The name of that, as JSON. */
  readonly name: Buffer;
}

/** Both as JSON. */
export interface ReferredSource {
  readonly sha256: Buffer;
  readonly json: Buffer;
}

/** What facts refer to by id, of which many name the same. */
export interface Referred {
  /** What a stated subject is after merges. */
  homeOf(id: string): Buffer;
  /** Name of what a stated subject is after merges, as JSON. */
  nameOf(id: string): Buffer;
  /** Undefined: the caller may not see it. */
  sourceOf(id: string): ReferredSource | undefined;
}

const SUBJECTS = `SELECT given.id, home.id AS home, coalesce(${asText(`to_json(${subjectNameOf('home.id')})`)}, 'null') AS name
  FROM unnest($1::text[]) given (id) CROSS JOIN LATERAL (SELECT ${homeOf('given.id')} AS id OFFSET 0) home`;

const SOURCE = asText(
  jsonRow({
    id: 'source.id',
    kind: 'source.kind',
    title: 'source.title',
    publisher: 'source.publisher',
    url: 'source.url',
  }),
);

const NULL = Buffer.from('null');

/** Returns what facts refer to. `db` reads one moment, at which no name changes; who may see a source is asked each time. */
export const createReferred = (db: EntityManager, visible: Visible) => {
  const subjects = new Map<string, ReferredSubject>();

  const readSubjects = async (ids: ReadonlySet<string>): Promise<void> => {
    if (subjects.size + ids.size > MOST) subjects.clear();
    const unknown = [...ids].filter((id) => id !== '' && !subjects.has(id));
    if (unknown.length === 0) return;
    const rows = await db.query<{ id: string; home: string; name: string }[]>(SUBJECTS, [unknown]);
    for (const { id, home, name } of rows) subjects.set(id, { home: Buffer.from(home), name: Buffer.from(name) });
  };

  const readSources = async (ids: ReadonlySet<string>): Promise<ReadonlyMap<string, ReferredSource>> => {
    const rows = await db
      .createQueryBuilder()
      .select('source.id', 'id')
      .addSelect('source.sha256', 'sha256')
      .addSelect(SOURCE, 'json')
      .from('sources', 'source')
      .where('source.id = ANY(:ids)', { ids: [...ids] })
      .andWhere(visible.source('source.post_id'), visible.parameters)
      .getRawMany<{ id: string; sha256: string | null; json: string }>();
    return new Map(
      rows.map(({ id, sha256, json }) => [
        id,
        { sha256: Buffer.from(JSON.stringify(sha256)), json: Buffer.from(json) },
      ]),
    );
  };

  return async (facts: readonly FactRow[]): Promise<Referred> => {
    const [named, cited] = [new Set<string>(), new Set<string>()];
    for (const { subject, entity, saidBy, citations } of facts) {
      named.add(subject).add(entity).add(saidBy);
      for (const { source } of citations) cited.add(source);
    }
    await readSubjects(named);
    const sources = await readSources(cited);
    return {
      homeOf: (id) => subjects.get(id)?.home ?? Buffer.from(id),
      nameOf: (id) => subjects.get(id)?.name ?? NULL,
      sourceOf: (id) => sources.get(id),
    };
  };
};

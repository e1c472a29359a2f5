import { badArgument } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { createNetworkLoaders } from '../network/network.loader';
import { RelationKind, STATED_KINDS } from '../network/network.enums';
import { Relation } from '../network/relation.entity';
import { homeOf } from '../subject/merge/home';
import { asOf, type Moment } from '../time/moment';
import type { Visible } from '../visibility/source.visibility';
import type { ExportColumn, ExportTable } from './export-column';
import { asText, jsonRow } from './json-row';
import { pageRows, type ReadAfter, readLines } from './page-rows';
import { homeNameOf } from './subject-name';

/** Which relations: all, or those around roots. */
export interface NetworkFilter {
  readonly rootIds?: readonly string[] | null;
  readonly depth?: number | null;
  readonly kinds?: readonly RelationKind[] | null;
}

const text = (name: string, description: string): ExportColumn => ({ name, kind: 'text', description });
const date = (name: string, description: string): ExportColumn => ({ name, kind: 'date', description });

/** The columns of exported relations, in the order of CSV. */
const NETWORK_COLUMNS: readonly ExportColumn[] = [
  text('source', 'Id of one end: who takes part, belongs, founded or has a role.'),
  text('source_name', 'Name of that end.'),
  text('target', 'Id of the other end.'),
  text('target_name', 'Name of that end.'),
  text('kind', 'Kind of relation.'),
  text('fact', 'Id of the version of the fact that states it.'),
  date('from_earliest', 'First possible day of its start. Null: not known.'),
  date('to_latest', 'Last possible day of its end. Null: not known.'),
];

const COLUMNS = {
  source: homeOf('relation.from_id'),
  source_name: homeNameOf('relation.from_id'),
  target: homeOf('relation.to_id'),
  target_name: homeNameOf('relation.to_id'),
  kind: 'relation.kind',
  fact: 'relation.fact_id',
  from_earliest: 'relation.from_earliest',
  to_latest: 'relation.to_latest',
};

interface Row {
  readonly id: string;
  readonly line: string;
}

/** Roots reach no further: the graph's own network has the same limit. */
const MAX_NODES = 1000;

const checkKinds = (kinds: readonly RelationKind[]): void => {
  if (!kinds.includes(RelationKind.PARTNER)) return;
  const message = 'PARTNER is stated by no fact: it follows from two PARTICIPATES. Leave it out.';
  throw badArgument(['kinds'], message, STATED_KINDS);
};

/** Relations of a moment, as `db` reads it. */
export const createNetworkExport = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  { relatedTo }: Pick<ReturnType<typeof createNetworkLoaders>, 'relatedTo'>,
) => {
  const at = asOf(moment);

  /** Ids of the facts that state the relations around roots. Null: of all. Throws BAD_USER_INPUT if they are too many. */
  const factsAround = async ({ rootIds, depth, kinds }: NetworkFilter): Promise<readonly string[] | null> => {
    if (rootIds == null) return null;
    const { edges, truncated } = await relatedTo({ rootIds, depth: depth ?? 2, kinds, limit: MAX_NODES });
    if (!truncated) return edges.map(({ factId }) => factId);
    const message = `There are more than ${MAX_NODES} nodes or relations around these roots. Take a smaller depth, or all relations without roots.`;
    throw badArgument(['depth'], message, ['a smaller depth']);
  };

  return {
    /** Rejects with BAD_USER_INPUT for roots that do not exist, or that have too many relations around them. */
    exportedNetwork: async (filter: NetworkFilter | null): Promise<ExportTable> => {
      const kinds = filter?.kinds ?? STATED_KINDS;
      checkKinds(kinds);
      const facts = await factsAround(filter ?? {});
      const read: ReadAfter = async (after, limit) => {
        const query = db
          .createQueryBuilder(Relation, 'relation')
          .where(visible.statedBy('relation'), visible.parameters)
          .andWhere(at.holds('relation'), at.parameters)
          // Nothing is related to itself after a merge.
          .andWhere(`${homeOf('relation.from_id')} <> ${homeOf('relation.to_id')}`)
          .andWhere('relation.is_forward AND relation.kind = ANY(:kinds) AND relation.fact_id > :after', {
            kinds,
            after,
          });
        const rows = await (facts === null ? query : query.andWhere('relation.fact_id = ANY(:facts)', { facts }))
          .orderBy('relation.fact_id')
          .limit(limit)
          .select('relation.fact_id', 'id')
          .addSelect(asText(jsonRow(COLUMNS)), 'line')
          .getRawMany<Row>();
        return readLines(rows);
      };
      const pages = () => pageRows(read);
      return { name: 'network', columns: NETWORK_COLUMNS, pages };
    },
  };
};

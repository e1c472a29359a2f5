import { byKey, fetchPage, findByArgument, groupedByKey, readPage, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Visible } from '../visibility/source.visibility';
import { factBackedRows } from '../subject/fact-backed';
import { OrderedItem } from './ordered-item.entity';
import type { OrderedItemKind } from './programme.enums';
import { Programme } from './programme.entity';
import type { ProgrammesArguments } from './programme-list.types';
import { ListConditions } from '../subject/list/list-conditions';
import { SubjectOrder, subjectOrder } from '../subject/list/subject-order';

const listProgrammes = (db: EntityManager, visible: Visible, { filter, orderBy, ...page }: ProgrammesArguments) => {
  const { ids, statuses, participantIds, text } = filter ?? {};
  const query = db.createQueryBuilder(Programme, 'programme').where('TRUE', visible.parameters);
  new ListConditions(query, visible)
    .ids('ids', 'programme.id', ids, ['programme'])
    .among('statuses', 'CAST(programme.status AS text)', statuses)
    .stated('participantIds', participantIds, {
      table: 'participations',
      column: 'organisation_id',
      joined: ['programme.id', 'stated.programme_id'],
      prefix: 'org',
    })
    .text(
      text,
      'EXISTS (SELECT FROM programme_names named WHERE named.programme_id = programme.id AND named.name_key LIKE :text)',
    );
  const order = subjectOrder('programme', orderBy ?? SubjectOrder.NAME);
  return fetchPage(query, order, readPage(page, order));
};

export const createProgrammeLoaders = (db: EntityManager, visible: Visible) => {
  const orderedItemsByProgrammeId = groupedByKey(
    factBackedRows(db, visible, OrderedItem, 'programmeId', { position: 'ASC' }),
    (item) => item.programmeId,
  );
  const programmeById = byKey(rowsByKey(db, Programme, 'id'), (programme) => programme.id);
  const programmeBySlug = byKey(rowsByKey(db, Programme, 'slug'), (programme) => programme.slug);
  return {
    programmeById,
    findProgramme: (args: { id?: string | null; slug?: string | null }) =>
      findByArgument<Programme>('programme', args, {
        id: (id) => programmeById.load(id),
        slug: (slug) => programmeBySlug.load(slug),
      }),
    listProgrammes: (args: ProgrammesArguments) => listProgrammes(db, visible, args),
    programmesByPartnershipId: groupedByKey(
      rowsByKey(db, Programme, 'partnershipId', { order: { id: 'ASC' } }),
      (programme) => programme.partnershipId ?? '',
    ),
    /** Loads both lists of a programme in one statement. */
    itemsOf: async (programmeId: string, kind: OrderedItemKind): Promise<OrderedItem[]> =>
      (await orderedItemsByProgrammeId.load(programmeId)).filter((item) => item.kind === kind),
  };
};

export type ProgrammeLoaders = ReturnType<typeof createProgrammeLoaders>;

import { byKey, fetchPage, findByArgument, readPage, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Partnership } from './partnership.entity';
import type { PartnershipsArguments } from './partnership-list.types';
import { ListConditions } from '../subject/list/list-conditions';
import { SubjectOrder, subjectOrder } from '../subject/list/subject-order';
import type { Visible } from '../visibility/source.visibility';

const listPartnerships = (db: EntityManager, visible: Visible, { filter, orderBy, ...page }: PartnershipsArguments) => {
  const { ids, kinds, participantIds, text } = filter ?? {};
  const query = db.createQueryBuilder(Partnership, 'partnership').where('TRUE', visible.parameters);
  new ListConditions(query, visible)
    .ids('ids', 'partnership.id', ids, ['partnership'])
    .among('kinds', 'CAST(partnership.kind AS text)', kinds)
    .stated('participantIds', participantIds, {
      table: 'participations',
      column: 'organisation_id',
      joined: ['partnership.id', 'stated.partnership_id'],
      prefix: 'org',
    })
    .text(text, '(partnership.name_key LIKE :text OR partnership.theme_key LIKE :text)');
  const order = subjectOrder('partnership', orderBy ?? SubjectOrder.NAME);
  return fetchPage(query, order, readPage(page, order));
};

export const createPartnershipLoaders = (db: EntityManager, visible: Visible) => {
  const partnershipById = byKey(rowsByKey(db, Partnership, 'id'), (partnership) => partnership.id);
  const partnershipBySlug = byKey(rowsByKey(db, Partnership, 'slug'), (partnership) => partnership.slug);
  return {
    partnershipById,
    findPartnership: (args: { id?: string | null; slug?: string | null }) =>
      findByArgument<Partnership>('partnership', args, {
        id: (id) => partnershipById.load(id),
        slug: (slug) => partnershipBySlug.load(slug),
      }),
    listPartnerships: (args: PartnershipsArguments) => listPartnerships(db, visible, args),
  };
};

export type PartnershipLoaders = ReturnType<typeof createPartnershipLoaders>;

import {
  byKey,
  type Connection,
  type ForwardPageArguments,
  groupedByKey,
  loaderPerArguments,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import type { Visible } from '../visibility/source.visibility';
import { Identifier } from './identifier.entity';
import { MergedOrganisation } from './merged-organisation.entity';
import { Organisation } from './organisation.entity';
import { OrganisationName } from './organisation-name.entity';
import { Partner } from './partner.entity';

export const BY_NAME: Order = {
  name: 'organisations by name',
  direction: 'ASC',
  keys: [
    { sql: 'organisation.name_key', type: 'text' },
    { sql: 'organisation.id', type: 'text' },
  ],
};

const PARTNERS_BY_NAME: Order = {
  name: 'partners by name',
  direction: 'ASC',
  keys: [
    { sql: 'partner.partner_name_key', type: 'text' },
    { sql: 'partner.partner_id', type: 'text' },
  ],
};

/** Two organisations are partners for whoever may see that both take part. */
const seenTogether = (visible: Visible): string =>
  `EXISTS (SELECT FROM unnest(partner.fact_ids, partner.partner_fact_ids) joint (fact_id, partner_fact_id)
    WHERE ${visible.fact('joint.fact_id')} AND ${visible.fact('joint.partner_fact_id')})`;

type Answered = { readonly asked: string; readonly organisation: Organisation };

/** A merged id leads to its survivor, in the same statement. */
const organisationsByAnyId = async (db: EntityManager, ids: readonly string[]): Promise<Answered[]> => {
  const { entities, raw } = await db
    .createQueryBuilder(Organisation, 'organisation')
    .addSelect(
      'ARRAY(SELECT merged_id FROM merged_organisations WHERE survivor_id = organisation.id AND merged_id = ANY(:ids))',
      'merged_ids',
    )
    .where(
      `organisation.id IN (
        SELECT coalesce(merged.survivor_id, asked.id)
        FROM unnest(CAST(:ids AS text[])) asked(id)
        LEFT JOIN merged_organisations merged ON merged.merged_id = asked.id)`,
      { ids },
    )
    .getRawAndEntities<{ merged_ids: readonly string[] }>();
  return entities.flatMap((organisation, index) =>
    [organisation.id, ...(raw[index]?.merged_ids ?? [])].map((asked) => ({ asked, organisation })),
  );
};

export const createOrganisationLoaders = (db: EntityManager, visible: Visible) => {
  const visibleNames = () =>
    db.createQueryBuilder(OrganisationName, 'named').where(visible.name('named'), visible.parameters);
  const answeredById = byKey(
    (ids: readonly string[]) => organisationsByAnyId(db, ids),
    ({ asked }) => asked,
  );
  const organisationById = {
    /** By its own id, or by one that was merged into it. */
    load: async (id: string): Promise<Organisation | null> => (await answeredById.load(id))?.organisation ?? null,
  };
  const partnersOf = loaderPerArguments((args: ForwardPageArguments) =>
    pagedByKey<Partner>({
      query: () => db.createQueryBuilder(Partner, 'partner').where(seenTogether(visible), visible.parameters),
      parent: 'partner.organisationId',
      parentOf: (partner) => partner.organisationId,
      order: PARTNERS_BY_NAME,
      page: readPage(args, PARTNERS_BY_NAME),
    }),
  );
  return {
    organisationById,
    namesByOrganisationId: groupedByKey(
      (ids: readonly string[]) =>
        visibleNames().andWhere('named.organisationId IN (:...ids)', { ids }).orderBy('named.id').getMany(),
      (name) => name.organisationId,
    ),
    organisationNamesByKey: groupedByKey(
      (keys: readonly string[]) => visibleNames().andWhere('named.nameKey IN (:...keys)', { keys }).getMany(),
      (name) => name.nameKey,
    ),
    identifiersByOrganisationId: groupedByKey(
      (ids: readonly string[]) =>
        db.find(Identifier, { where: { organisationId: In([...ids]) }, order: { scheme: 'ASC', value: 'ASC' } }),
      (identifier) => identifier.organisationId,
    ),
    childrenByOrganisationId: groupedByKey(
      (ids: readonly string[]) =>
        db.find(Organisation, { where: { parentId: In([...ids]) }, order: { nameKey: 'ASC', id: 'ASC' } }),
      (organisation) => organisation.parentId ?? '',
    ),
    mergedByOrganisationId: groupedByKey(
      (ids: readonly string[]) =>
        db.find(MergedOrganisation, { where: { survivorId: In([...ids]) }, order: { mergedId: 'ASC' } }),
      (merged) => merged.survivorId,
    ),
    partnersByOrganisationId: (args: ForwardPageArguments) => ({
      load: async (id: string): Promise<Connection<Organisation>> => {
        const page = await partnersOf(args).load(id);
        return page.map(({ partnerId }) => organisationById.load(partnerId));
      },
    }),
  };
};

export type OrganisationLoaders = ReturnType<typeof createOrganisationLoaders>;

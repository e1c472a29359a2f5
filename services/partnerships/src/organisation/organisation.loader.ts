import {
  byKey,
  checkCountries,
  checkSearchText,
  DEFAULT_LANGUAGE,
  fetchPage,
  findByArgument,
  groupedByKey,
  readPage,
} from '@wizness/kernel';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { ListConditions } from '../subject/list/list-conditions';
import { SubjectOrder, subjectOrder } from '../subject/list/subject-order';
import type { FactSubject } from '../subject/subject.types';
import type { Visible } from '../visibility/source.visibility';
import { Identifier } from './identifier/identifier.entity';
import { MergedOrganisation } from './merged-organisation.entity';
import { nameKey } from './name-key';
import { OrganisationName } from './organisation-name.entity';
import { Organisation } from './organisation.entity';
import type { OrganisationFilter, OrganisationsArguments } from './organisation-list.types';
import { preferredName } from './preferred-name';
import { resolveName } from './resolve-name';

interface FoundOrganisation {
  /** The organisation's own id, or an id that was merged into it. */
  readonly requestedId: string;
  readonly organisation: Organisation;
}

/** Resolves merged ids in the same statement. */
const organisationsByAnyId = async (db: EntityManager, ids: readonly string[]): Promise<FoundOrganisation[]> => {
  const { entities, raw } = await db
    .createQueryBuilder(Organisation, 'organisation')
    .addSelect(
      'ARRAY(SELECT merged_id FROM merged_organisations WHERE survivor_id = organisation.id AND merged_id = ANY(:ids))',
      'merged_ids',
    )
    .where(
      `organisation.id IN (
        SELECT coalesce(merged.survivor_id, requested.id)
        FROM unnest(CAST(:ids AS text[])) requested(id)
        LEFT JOIN merged_organisations merged ON merged.merged_id = requested.id)`,
      { ids },
    )
    .getRawAndEntities<{ merged_ids: readonly string[] }>();
  return entities.flatMap((organisation, index) =>
    [organisation.id, ...(raw[index]?.merged_ids ?? [])].map((requestedId) => ({ requestedId, organisation })),
  );
};

/** Organisations that match a filter. Throws BAD_USER_INPUT for one that can never match. */
export const organisationsWhere = (
  db: EntityManager,
  visible: Visible,
  filter: OrganisationFilter | null | undefined,
): SelectQueryBuilder<Organisation> => {
  const { ids, kinds, countries, text } = filter ?? {};
  if (countries) checkCountries(countries, ['filter', 'countries']);
  const query = db.createQueryBuilder(Organisation, 'organisation').where('TRUE', visible.parameters);
  new ListConditions(query, visible)
    .ids('ids', 'organisation.id', ids, ['org'])
    .among('kinds', 'CAST(organisation.kind AS text)', kinds)
    .among('countries', 'organisation.country', countries)
    .text(
      text,
      `EXISTS (SELECT FROM organisation_names named WHERE named.organisation_id = organisation.id
        AND named.name_key LIKE :text AND ${visible.name('named')})`,
    );
  return query;
};

const listOrganisations = (
  db: EntityManager,
  visible: Visible,
  { filter, orderBy, ...page }: OrganisationsArguments,
) => {
  const order = subjectOrder('organisation', orderBy ?? SubjectOrder.NAME);
  return fetchPage(organisationsWhere(db, visible, filter), order, readPage(page, order));
};

export const createOrganisationLoaders = (db: EntityManager, visible: Visible) => {
  const visibleNames = () =>
    db.createQueryBuilder(OrganisationName, 'named').where(visible.name('named'), visible.parameters);
  const byAnyId = byKey(
    (ids: readonly string[]) => organisationsByAnyId(db, ids),
    ({ requestedId }) => requestedId,
  );
  const organisationById = {
    /** By its own id, or by one that was merged into it. */
    load: async (id: string): Promise<Organisation | null> => (await byAnyId.load(id))?.organisation ?? null,
  };
  const organisationBySlug = byKey(
    (slugs: readonly string[]) => db.findBy(Organisation, { slug: In([...slugs]) }),
    (organisation) => organisation.slug,
  );
  const organisationNamesByKey = groupedByKey(
    (keys: readonly string[]) => visibleNames().andWhere('named.nameKey IN (:...keys)', { keys }).getMany(),
    (name) => name.nameKey,
  );
  const namesByOrganisationId = groupedByKey(
    (ids: readonly string[]) =>
      visibleNames().andWhere('named.organisationId IN (:...ids)', { ids }).orderBy('named.id').getMany(),
    (name) => name.organisationId,
  );
  return {
    organisationById,
    namesByOrganisationId,
    listOrganisations: (args: OrganisationsArguments) => listOrganisations(db, visible, args),
    /** By an id, also a merged one, a slug or a name. Throws BAD_USER_INPUT if several have that name equally. */
    findOrganisation: (args: { id?: string | null; slug?: string | null; name?: string | null }) =>
      findByArgument<Organisation>('org', args, {
        id: organisationById.load,
        slug: (slug) => organisationBySlug.load(slug),
        name: async (name) => {
          const key = nameKey(checkSearchText(name, ['name']));
          const found = resolveName(name, await organisationNamesByKey.load(key));
          return found === null ? null : organisationById.load(found);
        },
      }),
    /** Only organisations have names in several languages; other subjects have one name. */
    nameOf: async (subject: FactSubject, languages: readonly string[]): Promise<string> => {
      // The stored name is the one for readers of French.
      if (!(subject instanceof Organisation) || languages.every((tag) => tag === DEFAULT_LANGUAGE)) return subject.name;
      return preferredName(await namesByOrganisationId.load(subject.id), languages)?.value ?? subject.name;
    },
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
  };
};

export type OrganisationLoaders = ReturnType<typeof createOrganisationLoaders>;

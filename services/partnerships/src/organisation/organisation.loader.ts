import {
  byKey,
  checkCountries,
  checkSearchText,
  DEFAULT_LANGUAGE,
  fetchPage,
  findByArgument,
  groupedByKey,
  readPage,
  rowsByKey,
} from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { ListConditions } from '../subject/list/list-conditions';
import { SubjectOrder, subjectOrder } from '../subject/list/subject-order';
import { homeOf, isMerged, joinedHome, joinIdentity, membersOf } from '../subject/merge/home';
import type { IdentityLoaders } from '../subject/merge/identity.loader';
import { loadOfAll, subjectByAnyId, subjectBySlug } from '../subject/merge/subject-by-id';
import type { FactSubject } from '../subject/subject.types';
import type { Visible } from '../visibility/source.visibility';
import { Identifier } from './identifier/identifier.entity';
import { nameKey } from './name-key';
import { OrganisationName } from './organisation-name.entity';
import { Organisation } from './organisation.entity';
import type { OrganisationFilter, OrganisationsArguments } from './organisation-list.types';
import { preferredName } from './preferred-name';
import { resolveName } from './resolve-name';

/** A column of `organisation` as it is shown: its own, else the first one of what was merged into it. */
export const shownOf = (
  column: 'homepage' | 'country' | 'parent_id',
  alias = 'organisation',
): string => `coalesce(${alias}.${column}, (
  SELECT stated.${column} FROM identities merged JOIN organisations stated ON stated.id = merged.id
  WHERE merged.survivor_id = ${alias}.id AND stated.${column} IS NOT NULL ORDER BY merged.merged_at, merged.id LIMIT 1))`;

/** Organisations that match a filter. Throws BAD_USER_INPUT for one that can never match. */
export const organisationsWhere = (
  db: EntityManager,
  visible: Visible,
  filter: OrganisationFilter | null | undefined,
): SelectQueryBuilder<Organisation> => {
  const { ids, kinds, countries, text } = filter ?? {};
  if (countries) checkCountries(countries, ['filter', 'countries']);
  const query = db
    .createQueryBuilder(Organisation, 'organisation')
    .where(`NOT ${isMerged('organisation.id')}`, visible.parameters);
  new ListConditions(query, visible)
    .subjects('ids', 'organisation.id', ids, ['org'])
    .among('kinds', 'CAST(organisation.kind AS text)', kinds)
    .among('countries', shownOf('country'), countries)
    .text(
      text,
      `organisation.id IN (SELECT ${joinedHome('identity', 'named.organisation_id')} FROM organisation_names named
        ${joinIdentity('identity', 'named.organisation_id')} WHERE named.name_key LIKE :text AND ${visible.name('named')})`,
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

const SHOWN_PARENT = shownOf('parent_id', 'child');

/** Organisations that are part of these, each with the id of the shown parent as it is now. */
const childrenOf = async (db: EntityManager, ids: readonly string[]) => {
  const members = membersOf('CAST(:ids AS text[])');
  const { entities, raw } = await db
    .createQueryBuilder(Organisation, 'child')
    .addSelect(homeOf(SHOWN_PARENT), 'shown_parent')
    .where(
      `child.id IN (SELECT ${homeOf('stated.id')} FROM organisations stated WHERE stated.parent_id = ANY(${members}))`,
      { ids },
    )
    .andWhere(`${homeOf(SHOWN_PARENT)} = ANY(:ids)`)
    .orderBy('child.nameKey')
    .addOrderBy('child.id')
    .getRawAndEntities<{ shown_parent: string }>();
  return entities.map((child, index) => ({ child, parent: raw[index]?.shown_parent ?? '' }));
};

export const createOrganisationLoaders = (
  db: EntityManager,
  visible: Visible,
  identities: Pick<IdentityLoaders, 'homeOf'>,
) => {
  const visibleNames = () =>
    db.createQueryBuilder(OrganisationName, 'named').where(visible.name('named'), visible.parameters);
  const organisationById = subjectByAnyId(db, Organisation);
  const organisationBySlug = subjectBySlug(db, Organisation, 'organisations');
  const organisationNamesByKey = groupedByKey(
    (keys: readonly string[]) => visibleNames().andWhere('named.nameKey IN (:...keys)', { keys }).getMany(),
    (name) => name.nameKey,
  );
  const namesByOrganisationId = groupedByKey(
    (ids: readonly string[]) =>
      visibleNames().andWhere('named.organisationId IN (:...ids)', { ids }).orderBy('named.id').getMany(),
    (name) => name.organisationId,
  );
  const organisationAsStated = byKey(rowsByKey(db, Organisation, 'id'), ({ id }) => id);
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
          const named = await organisationNamesByKey.load(key);
          const homes = await Promise.all(named.map(({ organisationId }) => identities.homeOf(organisationId)));
          const found = resolveName(
            name,
            named.map((each, index) => ({ ...each, organisationId: homes[index] ?? each.organisationId })),
          );
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
      rowsByKey(db, Identifier, 'organisationId', { order: { scheme: 'ASC', value: 'ASC' } }),
      (identifier) => identifier.organisationId,
    ),
    childrenByOrganisationId: groupedByKey(
      (ids: readonly string[]) => childrenOf(db, ids),
      ({ parent }) => parent,
    ),
    /** What is known of an organisation; what it lacks is taken from those merged into it, the first one first. */
    shownOf: async (organisation: Organisation, field: 'homepage' | 'country' | 'parentId'): Promise<string | null> => {
      if (organisation[field] !== null) return organisation[field];
      const merged = await Promise.all(organisation.mergedIds.map((id) => organisationAsStated.load(id)));
      return merged.find((each) => each?.[field] != null)?.[field] ?? null;
    },
    /** All names that are visible, each spelling of a kind once. What it shares with what was merged into it is its own. */
    namesOf: async (organisation: Organisation): Promise<readonly OrganisationName[]> => {
      const names = await loadOfAll(namesByOrganisationId, organisation);
      if (organisation.mergedIds.length === 0) return names;
      const key = ({ value, kind, lang }: OrganisationName): string => JSON.stringify([value, kind, lang]);
      return [...new Map(names.toReversed().map((name) => [key(name), name])).values()].toReversed();
    },
  };
};

export type OrganisationLoaders = ReturnType<typeof createOrganisationLoaders>;

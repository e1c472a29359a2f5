import { escapeLike, badUserInput, byKey, fetchPage, groupedByKey, type Order, readPage } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import type { FactSubject } from '../subject/subject.types';
import type { Visible } from '../visibility/source.visibility';
import { Identifier } from './identifier/identifier.entity';
import { MergedOrganisation } from './merged-organisation.entity';
import { nameKey } from './name-key';
import { OrganisationName } from './organisation-name.entity';
import { Organisation } from './organisation.entity';
import type { OrganisationsArguments } from './organisation.types';
import { preferredName } from './preferred-name';
import { resolveName } from './resolve-name';

const BY_NAME: Order = {
  name: 'organisations by name',
  direction: 'ASC',
  keys: [
    { sql: 'organisation.name_key', type: 'text' },
    { sql: 'organisation.id', type: 'text' },
  ],
};

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

/** Matches name keys that contain the words of `text` in their order; after the first, each begins a word of the name. */
const namePattern = (text: string): string => {
  const words = nameKey(text).split(' ');
  const distinctive = words.filter((word) => word !== '&');
  return `%${(distinctive.length > 0 ? distinctive : words).map(escapeLike).join('% ')}%`;
};

const listOrganisations = (db: EntityManager, visible: Visible, { text, kinds, ...page }: OrganisationsArguments) => {
  const query = db.createQueryBuilder(Organisation, 'organisation').where('TRUE');
  if (text) {
    query.andWhere(
      `EXISTS (SELECT 1 FROM organisation_names named WHERE named.organisation_id = organisation.id AND named.name_key LIKE :text AND ${visible.name('named')})`,
      { ...visible.parameters, text: namePattern(text) },
    );
  }
  if (kinds) query.andWhere('organisation.kind = ANY(:kinds)', { kinds });
  return fetchPage(query, BY_NAME, readPage(page, BY_NAME));
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
    /** Throws BAD_USER_INPUT unless exactly one of `id` and `name` is given, or if several have that name equally. */
    findOrganisation: async ({ id, name }: { id?: string | null; name?: string | null }) => {
      if ((id == null) === (name == null)) throw badUserInput('Give either `id` or `name`.');
      if (id != null) return organisationById.load(id);
      const found = resolveName(name ?? '', await organisationNamesByKey.load(nameKey(name ?? '')));
      return found === null ? null : organisationById.load(found);
    },
    /** Only organisations have names in several languages; other subjects have one name. */
    nameOf: async (subject: FactSubject, lang: string | null | undefined): Promise<string> => {
      if (lang == null || !(subject instanceof Organisation)) return subject.name;
      return preferredName(await namesByOrganisationId.load(subject.id), lang)?.value ?? subject.name;
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

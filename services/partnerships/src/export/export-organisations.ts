import type { EntityManager } from 'typeorm';
import { organisationsWhere, shownOf } from '../organisation/organisation.loader';
import type { OrganisationFilter } from '../organisation/organisation-list.types';
import { homeOf, membersOf } from '../subject/merge/home';
import type { Visible } from '../visibility/source.visibility';
import type { ExportColumn, ExportTable } from './export-column';
import { asText, jsonList, jsonRow } from './json-row';
import { pageRows, type ReadAfter, readLines } from './page-rows';
import { homeNameOf } from './subject-name';

const text = (name: string, description: string): ExportColumn => ({ name, kind: 'text', description });

/** The columns of exported organisations, in the order of CSV. */
const ORGANISATION_COLUMNS: readonly ExportColumn[] = [
  text('organisation', 'Id. The key of the table.'),
  text('name', 'The name that is shown.'),
  text('slug', 'The last part of the address of its page.'),
  text('kind', 'Kind of organisation.'),
  text('homepage', 'URL of its own website. Null: not known.'),
  text('country', 'Country of its registered office, ISO 3166-1 alpha-2. Null: not known.'),
  text('parent', 'Id of the organisation that it is part of. Null: none is known.'),
  text('parent_name', 'Name of the parent. Null: none is known.'),
  { name: 'names', kind: 'json', description: 'Present and past names: value, kind, lang, since and until in EDTF.' },
  { name: 'identifiers', kind: 'json', description: 'Identifiers in public registers: scheme and value.' },
  { name: 'merged', kind: 'json', description: 'Ids that were merged into it. Facts may be stated of them.' },
];

/** It and what was merged into it: names and numbers keep the id as stated. */
const MEMBERS = membersOf('ARRAY[organisation.id]');

const columnsOf = (visible: Visible): Readonly<Record<string, string>> => ({
  organisation: 'organisation.id',
  name: 'organisation.name',
  slug: 'organisation.slug',
  kind: 'organisation.kind',
  homepage: shownOf('homepage'),
  country: shownOf('country'),
  parent: homeOf(shownOf('parent_id')),
  parent_name: homeNameOf(shownOf('parent_id')),
  names: jsonList(
    jsonRow({
      value: 'named.value',
      kind: 'named.kind',
      lang: 'named.lang',
      since: `named.since ->> 'edtf'`,
      until: `named.until ->> 'edtf'`,
    }),
    `(SELECT * FROM organisation_names named WHERE named.organisation_id = ANY(${MEMBERS}) AND ${visible.name('named')}
      ORDER BY named.id) named`,
  ),
  identifiers: jsonList(
    jsonRow({ scheme: 'identified.scheme', value: 'identified.value' }),
    `(SELECT * FROM organisation_identifiers identified WHERE identified.organisation_id = ANY(${MEMBERS})
      ORDER BY identified.scheme, identified.value) identified`,
  ),
  merged: jsonList(
    'merged.id',
    `(SELECT id FROM identities WHERE survivor_id = organisation.id ORDER BY merged_at, id) merged`,
  ),
});

interface Row {
  readonly id: string;
  readonly line: string;
}

/** Organisations of a moment, as `db` reads it. */
export const createOrganisationExport = (db: EntityManager, visible: Visible) => ({
  /** Throws BAD_USER_INPUT for a filter that can never match. */
  exportedOrganisations: (filter: OrganisationFilter | null): ExportTable => {
    const rows = () => organisationsWhere(db, visible, filter);
    // Checks the filter.
    rows();
    const read: ReadAfter = async (after, limit) =>
      readLines(
        await rows()
          .andWhere('organisation.id > :after', { after })
          .orderBy('organisation.id')
          .limit(limit)
          .select('organisation.id', 'id')
          .addSelect(asText(jsonRow(columnsOf(visible))), 'line')
          .getRawMany<Row>(),
      );
    const pages = () => pageRows(read);
    return { name: 'organisations', columns: ORGANISATION_COLUMNS, pages };
  },
});

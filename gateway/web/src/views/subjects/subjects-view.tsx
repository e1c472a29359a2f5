import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatCount } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { Partial } from '../../parts/partial';
import { type Subject, SubjectLink } from '../../parts/subject-link';
import { useFilterForm } from '../../shell/use-filter-form';

const route = getRouteApi('/subjects');

interface Entry {
  readonly subject: Subject;
  readonly note: ReactNode;
}

interface GroupProperties {
  readonly id: string;
  readonly title: string;
  readonly total: number | null;
  readonly entries: readonly Entry[];
}

const Group = ({ id, title, total, entries }: GroupProperties) => {
  const language = useLanguage();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} {total !== null && <span className="muted">{formatCount(language, total)}</span>}
      </h2>
      <ul className="subjects">
        {entries.map(({ subject, note }) => (
          <li key={subject.slug}>
            <SubjectLink subject={subject} /> <span className="muted">{note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** All organisations, programmes, partnerships and persons, or those whose name has some words. */
export const SubjectsView = () => {
  const { data, errors } = route.useLoaderData();
  const { q } = route.useSearch();
  const { subjects: texts, search } = useTexts();
  const enumLabel = useEnumLabel();
  const form = useFilterForm();
  const { organisations, programmes, partnerships, persons } = data;
  const groups: readonly GroupProperties[] = [
    {
      id: 'programmes',
      title: texts.programmes,
      total: programmes?.totalCount ?? null,
      entries: (programmes?.nodes ?? []).map((each) => ({
        subject: each,
        note: enumLabel('ProgrammeStatus', each.status),
      })),
    },
    {
      id: 'partnerships',
      title: texts.partnerships,
      total: partnerships?.totalCount ?? null,
      entries: (partnerships?.nodes ?? []).map((each) => ({
        subject: each,
        note: enumLabel('PartnershipKind', each.kind),
      })),
    },
    {
      id: 'organisations',
      title: texts.organisations,
      total: organisations?.totalCount ?? null,
      entries: (organisations?.nodes ?? []).map((each) => ({
        subject: each,
        note: enumLabel('OrganisationKind', each.kind),
      })),
    },
    {
      id: 'people',
      title: texts.people,
      total: persons?.totalCount ?? null,
      entries: (persons?.nodes ?? []).map((each) => ({
        subject: each,
        note: each.affiliations.map(({ role, organisation }) => `${role}, ${organisation.name}`).join(' · '),
      })),
    },
  ];
  const shown = groups.filter(({ entries }) => entries.length > 0);
  return (
    <div className="page">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <Partial errors={errors} />
      <form {...form} className="inline-form" key={q ?? ''}>
        <label>
          {texts.text} <input type="search" name="q" defaultValue={q} maxLength={200} />
        </label>{' '}
        <button type="submit">{search.button}</button>
      </form>
      {shown.length === 0 && <p className="empty">{texts.none}</p>}
      <div className="subject-groups">
        {shown.map((group) => (
          <Group key={group.id} {...group} />
        ))}
      </div>
    </div>
  );
};

import { getRouteApi } from '@tanstack/react-router';
import type { ExplorerOrganisationQuery } from '../../generated/operations';
import { formatFuzzyDate } from '../../format/fuzzy-date';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { Definitions } from '../../parts/definitions';
import { SubjectLink } from '../../parts/subject-link';
import { Participations, PersonRoles, SubjectList } from './roles';
import { NotKnownThen, SubjectPage } from './subject-page';

const route = getRouteApi('/organisations/$slug');

type Names = NonNullable<ExplorerOrganisationQuery['organisation']>['names'];

const NameTable = ({ names }: { readonly names: Names }) => {
  const language = useLanguage();
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  if (names.length < 2) return null;
  const { subject } = texts;
  return (
    <section aria-labelledby="names">
      <h2 id="names">{subject.names}</h2>
      <table>
        <caption className="visually-hidden">{subject.names}</caption>
        <thead>
          <tr>
            <th scope="col">{subject.name}</th>
            <th scope="col">{subject.kind}</th>
            <th scope="col">{subject.since}</th>
            <th scope="col">{subject.until}</th>
          </tr>
        </thead>
        <tbody>
          {names.map(({ value, kind, lang, since, until }) => (
            <tr key={`${kind} ${value}`}>
              <td data-label={subject.name} lang={lang ?? undefined}>
                {value}
              </td>
              <td data-label={subject.kind}>{enumLabel('NameKind', kind)}</td>
              <td data-label={subject.since}>{since && formatFuzzyDate(language, texts, since)}</td>
              <td data-label={subject.until}>{until && formatFuzzyDate(language, texts, until)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** The page of an organisation. */
export const OrganisationView = () => {
  const { data, errors } = route.useLoaderData();
  const search = route.useSearch();
  const language = useLanguage();
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  const { organisation } = data;
  if (!organisation) return <NotKnownThen search={search} />;
  const { subject } = texts;
  const { kind, country, homepage, founded, parent, children, names, people, participations, partners, posts } =
    organisation;
  return (
    <SubjectPage
      subject={organisation}
      kind={enumLabel('OrganisationKind', kind)}
      search={search}
      errors={errors}
      posts={posts}
    >
      <Definitions
        entries={[
          [subject.founded, founded && formatFuzzyDate(language, texts, founded)],
          [texts.fact.country, country && new Intl.DisplayNames(language, { type: 'region' }).of(country)],
          [subject.parent, parent && <SubjectLink subject={parent} />],
          [subject.homepage, homepage && <a href={homepage}>{new URL(homepage).hostname}</a>],
        ]}
      />
      <NameTable names={names} />
      <Participations roles={participations} shows="in" />
      <PersonRoles roles={people} shows="person" />
      <SubjectList id="partners" title={subject.partners} subjects={partners.nodes} />
      <SubjectList id="children" title={texts.subjects.organisations} subjects={children} />
    </SubjectPage>
  );
};

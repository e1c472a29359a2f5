import { getRouteApi, Link } from '@tanstack/react-router';
import { formatCount } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { FactTable } from '../../parts/fact-table';
import { ExportLinks } from '../../parts/take-away/export-links';
import { Partial } from '../../parts/partial';
import { TimeSentence } from '../../parts/time-bar';
import { TimeSliders } from '../../parts/time-sliders';
import { listOf } from '../../search';
import { Facets, HiddenColumns, OrderSelect } from './facets';
import { type FactSearch, MEASURES, readFactSearch } from './filter';

const route = getRouteApi('/facts');

interface Chip {
  readonly label: string;
  readonly without: FactSearch;
}

/** Each filter of the table as words, with the search that remains without it. */
const useChips = (
  search: FactSearch,
  labelOfProperty: (key: string) => string,
  subject: string | undefined,
): readonly Chip[] => {
  const { facts, certainty } = useTexts();
  const enumLabel = useEnumLabel();
  const removing = (key: keyof FactSearch, value: string): FactSearch => {
    const rest = listOf(search[key]).filter((each) => each !== value);
    return { ...search, after: undefined, [key]: rest.length > 0 ? rest.join(',') : undefined };
  };
  const labels: readonly (readonly [keyof FactSearch, (value: string) => string])[] = [
    ['measure', (value) => enumLabel('FactMeasure', value)],
    ['property', labelOfProperty],
    ['kind', (value) => enumLabel('FactSubjectKind', value)],
    ['subject', () => subject ?? facts.subject],
    ['certainty', (value) => facts.atLeast(certainty[value] ?? value)],
    ['issues', (value) => (value === 'yes' ? facts.withIssues : facts.withoutIssues)],
    ['status', (value) => enumLabel('FactStatus', value)],
    ['during', (value) => `${facts.during} ${value}`],
  ];
  const chips = labels.flatMap(([key, label]) =>
    listOf(search[key]).map((value): Chip => ({ label: label(value), without: removing(key, value) })),
  );
  const { q } = search;
  return q === undefined
    ? chips
    : [{ label: `“${q}”`, without: { ...search, after: undefined, q: undefined } }, ...chips];
};

/** The table of facts: facets, the filter in words, and pages of 50. The count and the rows come from one filter. */
export const FactsView = () => {
  const { data, errors } = route.useLoaderData();
  const search: FactSearch = route.useSearch();
  const language = useLanguage();
  const { facts: texts, sql, sums } = useTexts();
  const { unknown, filter, at, hidden } = readFactSearch(search);
  const properties = data.properties?.nodes ?? [];
  const rows = data.facts?.nodes ?? [];
  const total = data.facts?.totalCount ?? null;
  const propertyLabel = (key: string): string => properties.find((each) => each.key === key)?.label ?? key;
  const chips = useChips(search, propertyLabel, rows[0]?.subject.name);
  const { hasNextPage = false, endCursor = null } = data.facts?.pageInfo ?? {};
  // A chosen status counts too: without it, retracted facts are left out of every number.
  const measureCounts = Object.fromEntries(
    (search.status === undefined ? MEASURES : []).map((measure) => {
      const counted = data[measure.toLowerCase() as Lowercase<typeof measure>]?.totalCount ?? null;
      return [measure, counted === null ? undefined : formatCount(language, counted)];
    }),
  );
  const isFiltered = chips.length > 0;
  const count = total === null ? texts.many : total === 1 ? texts.one : texts.count(formatCount(language, total));
  return (
    <div className="page facts-view">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <Partial errors={errors} />
      <div className="faceted">
        <details className="filter">
          <summary>{texts.filter}</summary>
          <Facets
            search={search}
            properties={properties}
            order={<OrderSelect search={search} />}
            shown={<HiddenColumns search={search} />}
            measureCounts={measureCounts}
          />
        </details>
        <div>
          <div className="result">
            <p role="status" className="count">
              {data.facts && count}
            </p>
            <ul className="chips">
              {chips.map(({ label, without }) => (
                <li key={label}>
                  <Link to="/facts" search={without} resetScroll={false} aria-label={texts.remove(label)}>
                    {label} <span aria-hidden="true">×</span>
                  </Link>
                </li>
              ))}
              {isFiltered && (
                <li>
                  <Link to="/facts" resetScroll={false}>
                    {texts.reset}
                  </Link>
                </li>
              )}
            </ul>
          </div>
          <TimeSliders times={data.factTimes} search={search} />
          <TimeSentence search={search} />
          {unknown.map(({ parameter, value }) => (
            <p key={`${parameter} ${value}`} className="partial" role="alert">
              {texts.unknownValue(parameter, value)}
            </p>
          ))}
          {data.facts === null ? null : rows.length === 0 ? (
            <p className="empty">{texts.none}</p>
          ) : (
            <FactTable caption={texts.caption} facts={rows} hidden={hidden} />
          )}
          <p className="pager">
            {search.after !== undefined && (
              <Link to="/facts" search={{ ...search, after: undefined }}>
                {texts.first}
              </Link>
            )}
            {hasNextPage && endCursor !== null && (
              <Link to="/facts" search={{ ...search, after: endCursor }}>
                {texts.next}
              </Link>
            )}
          </p>
          <p>
            <Link to="/sums" search={{ ...search, after: undefined, order: undefined }}>
              {sums.link}
            </Link>{' '}
            ·{' '}
            <Link to="/sql" search={{ ...search, after: undefined, order: undefined }}>
              {sql.link}
            </Link>
          </p>
          <ExportLinks table="facts" formats={['csv', 'ndjson', 'jsonld', 'parquet']} filter={filter} at={at} />
        </div>
      </div>
    </div>
  );
};

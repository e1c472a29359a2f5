import { getRouteApi, Link } from '@tanstack/react-router';
import { formatCount } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { Partial } from '../../parts/partial';
import { TimeSentence } from '../../parts/time-bar';
import { Checks, Facets, Select } from '../facts/facets';
import { GROUP_KEYS, GROUP_ORDERS, readSumSearch, type SumSearch } from './filter';
import { SumChart } from './sum-chart';
import { SumTable } from './sum-table';

const route = getRouteApi('/sums');

/** How the facts are grouped, above the filter of the table of facts. */
const Grouping = ({ search }: { readonly search: SumSearch }) => {
  const { sums } = useTexts();
  const enumLabel = useEnumLabel();
  const { by, orderBy } = readSumSearch(search).variables;
  return (
    <>
      <Checks
        name="by"
        legend={sums.by}
        chosen={by}
        choices={GROUP_KEYS.map((value) => ({ value, label: enumLabel('FactGroupKey', value) }))}
      />
      <Select
        name="sort"
        label={sums.order}
        chosen={orderBy}
        none={enumLabel('FactGroupOrder', GROUP_ORDERS[0])}
        choices={GROUP_ORDERS.slice(1).map((value) => ({ value, label: enumLabel('FactGroupOrder', value) }))}
      />
    </>
  );
};

/** Facts added up by groups, as a chart and a table, with what was left out and why. */
export const SumsView = () => {
  const { data, errors } = route.useLoaderData();
  const search: SumSearch = route.useSearch();
  const language = useLanguage();
  const { sums: texts, facts } = useTexts();
  const { unknown } = readSumSearch(search);
  const groups = data.factGroups?.nodes ?? [];
  const total = data.factGroups?.totalCount ?? null;
  const { hasNextPage = false, endCursor = null } = data.factGroups?.pageInfo ?? {};
  const leftOut = groups.reduce((sum, { excluded }) => sum + excluded, 0);
  return (
    <div className="page sums-view">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <Partial errors={errors} />
      <div className="faceted">
        <details className="filter">
          <summary>{facts.filter}</summary>
          <Facets search={search} properties={data.properties?.nodes ?? []} order={<Grouping search={search} />} />
        </details>
        <div>
          <p role="status" className="count">
            {total !== null && texts.count(formatCount(language, total))}{' '}
            {leftOut > 0 && <span className="muted">{texts.leftOut(formatCount(language, leftOut))}</span>}
          </p>
          <TimeSentence search={search} />
          {unknown.map(({ parameter, value }) => (
            <p key={`${parameter} ${value}`} className="partial" role="alert">
              {facts.unknownValue(parameter, value)}
            </p>
          ))}
          {data.factGroups && groups.length === 0 && <p className="empty">{facts.none}</p>}
          <SumChart groups={groups} />
          {groups.length > 0 && <SumTable groups={groups} search={search} />}
          <p className="pager">
            {search.after !== undefined && (
              <Link to="/sums" search={{ ...search, after: undefined }}>
                {facts.first}
              </Link>
            )}
            {hasNextPage && endCursor !== null && (
              <Link to="/sums" search={{ ...search, after: endCursor }}>
                {facts.next}
              </Link>
            )}
          </p>
        </div>
      </div>
    </div>
  );
};

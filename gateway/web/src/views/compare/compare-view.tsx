import { getRouteApi, Link } from '@tanstack/react-router';
import type { ExplorerCompareQuery } from '../../generated/operations';
import { useTexts } from '../../language/language';
import { Certainty } from '../../parts/certainty';
import { Measure, Status, useValue, useWhen } from '../../parts/fact-words';
import { Partial } from '../../parts/partial';
import { SubjectLink } from '../../parts/subject-link';
import { TimeFields, TimeSentence } from '../../parts/time-bar';
import { listOf } from '../../search';
import { useFilterForm } from '../../shell/use-filter-form';

const route = getRouteApi('/compare');

type Fact = NonNullable<ExplorerCompareQuery['facts']>['nodes'][number];
type Programme = NonNullable<ExplorerCompareQuery['programmes']>['nodes'][number];

const Cell = ({ facts }: { readonly facts: readonly Fact[] }) => {
  const texts = useTexts();
  const valueOf = useValue();
  const whenOf = useWhen();
  if (facts.length === 0) return <span className="muted">{texts.compare.noFigure}</span>;
  return (
    <ul className="figures-list">
      {facts.map((fact) => (
        <li key={fact.id}>
          <Measure measure={fact.measure} />{' '}
          <Link to="/facts/$id" params={{ id: fact.id }}>
            {valueOf(fact)}
          </Link>
          {fact.issues.length > 0 && (
            <span className="issue-mark" title={fact.issues.map(({ message }) => message).join(' ')}>
              {' '}
              ⚠<span className="visually-hidden"> {fact.issues.map(({ message }) => message).join(' ')}</span>
            </span>
          )}
          , {whenOf(fact) ?? texts.dates.notDated} <Status status={fact.status} />{' '}
          <span className="muted">
            <Certainty level={fact.confidence} />
          </span>
        </li>
      ))}
    </ul>
  );
};

/** Property and unit: figures in different units are never in one row. */
const rowKey = ({ property, value }: Fact): string =>
  `${property.key} ${value?.__typename === 'QuantityValue' ? [value.unit.code, ...value.unit.per].join(' ') : ''}`;

interface ComparisonProperties {
  readonly subjects: readonly Programme[];
  readonly facts: readonly Fact[];
}

const Comparison = ({ subjects, facts }: ComparisonProperties) => {
  const { compare, facts: factTexts } = useTexts();
  const keys = [...new Set(facts.map(rowKey))];
  return (
    <div className="scroll" role="region" aria-label={compare.title} tabIndex={0}>
      <table className="compare">
        <caption className="visually-hidden">{compare.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{factTexts.columns.property}</th>
            {subjects.map((subject) => (
              <th key={subject.id} scope="col">
                <SubjectLink subject={subject} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => {
            const row = facts.filter((fact) => rowKey(fact) === key);
            return (
              <tr key={key}>
                <th scope="row">{row[0]?.property.label}</th>
                {subjects.map((subject) => (
                  <td key={subject.id} data-label={subject.name}>
                    <Cell facts={row.filter((fact) => fact.subject.id === subject.id)} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

/** Programmes side by side: the same property in one row, a gap where no figure is known. */
export const CompareView = () => {
  const { data, errors } = route.useLoaderData();
  const search = route.useSearch();
  const { compare, facts: factTexts } = useTexts();
  const form = useFilterForm();
  const chosen = listOf(search.subjects);
  const programmes = data.programmes?.nodes ?? [];
  const subjects = programmes.filter(({ id }) => chosen.includes(id));
  return (
    <div className="page">
      <h1 tabIndex={-1}>{compare.title}</h1>
      <p className="lead">{compare.lead}</p>
      <Partial errors={errors} />
      <form {...form} className="inline-form" key={JSON.stringify(search)}>
        <fieldset className="picks">
          <legend>{compare.choose}</legend>
          {programmes.map(({ id, name }) => (
            <label key={id} className="choice">
              <input type="checkbox" name="subjects" value={id} defaultChecked={chosen.includes(id)} /> {name}
            </label>
          ))}
        </fieldset>
        <TimeFields search={search} />
        <button type="submit">{factTexts.apply}</button>
      </form>
      <TimeSentence search={search} />
      {subjects.length === 0 ? (
        <p className="empty">{compare.none}</p>
      ) : (
        <Comparison subjects={subjects} facts={data.facts?.nodes ?? []} />
      )}
    </div>
  );
};

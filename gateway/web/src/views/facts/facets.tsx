import type { ReactNode } from 'react';
import { useEnumLabel, useTexts } from '../../language/language';
import { HIDEABLE_COLUMNS } from '../../parts/fact-columns';
import { TimeFields } from '../../parts/time-bar';
import { listOf } from '../../search';
import { useFilterForm } from '../../shell/use-filter-form';
import { CONFIDENCES, type FactSearch, MEASURES, ORDERS, STATUSES, SUBJECT_KINDS } from './filter';

interface Choice {
  readonly value: string;
  readonly label: string;
  /** How many facts there are of it; undefined if that was not counted. */
  readonly count?: string | undefined;
}

interface ChecksProperties {
  readonly name: string;
  readonly legend: string;
  readonly chosen: readonly string[];
  readonly choices: readonly Choice[];
}

/** Any number of values. */
export const Checks = ({ name, legend, chosen, choices }: ChecksProperties) => (
  <fieldset>
    <legend>{legend}</legend>
    {choices.map(({ value, label, count }) => (
      <label key={value} className="choice">
        <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} /> {label}
        {count !== undefined && <span className="muted">{count}</span>}
      </label>
    ))}
  </fieldset>
);

interface SelectProperties {
  readonly name: string;
  readonly label: string;
  readonly chosen: string | undefined;
  readonly none: string;
  readonly choices: readonly Choice[];
}

/** One value, or none. */
export const Select = ({ name, label, chosen, none, choices }: SelectProperties) => (
  <label className="field">
    {label}
    <select name={name} defaultValue={chosen ?? ''}>
      <option value="">{none}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  </label>
);

/** The order of the table of facts. */
export const OrderSelect = ({ search }: { readonly search: FactSearch }) => {
  const { facts } = useTexts();
  return (
    <Select
      name="order"
      label={facts.order}
      chosen={search.order}
      none={facts.orders['SUBJECT'] ?? ''}
      choices={ORDERS.slice(1).map((value) => ({ value, label: facts.orders[value] ?? value }))}
    />
  );
};

/** Which columns of the table of facts are hidden. */
export const HiddenColumns = ({ search }: { readonly search: FactSearch }) => {
  const { facts } = useTexts();
  return (
    <Checks
      name="hide"
      legend={facts.hide}
      chosen={listOf(search.hide)}
      choices={HIDEABLE_COLUMNS.map((value) => ({ value, label: facts.columns[value] }))}
    />
  );
};

export interface FacetsProperties {
  readonly search: FactSearch;
  readonly properties: readonly { readonly key: string; readonly label: string }[];
  /** How what is found is ordered or grouped. */
  readonly order: ReactNode;
  /** What is shown of it. */
  readonly shown?: ReactNode;
  /** How many facts there are of each measure, if that was counted. */
  readonly measureCounts?: Readonly<Record<string, string | undefined>>;
}

/** What the table is filtered by. Every choice is in the URL. */
export const Facets = ({ search, properties, order, shown, measureCounts = {} }: FacetsProperties) => {
  const { facts, certainty } = useTexts();
  const enumLabel = useEnumLabel();
  const form = useFilterForm();
  const labelled = (name: string, values: readonly string[]): readonly Choice[] =>
    values.map((value) => ({ value, label: enumLabel(name, value) }));
  return (
    <form className="facets" {...form} key={JSON.stringify({ ...search, after: undefined })}>
      {order}
      <label className="field">
        {facts.text}
        <input type="search" name="q" defaultValue={search.q} maxLength={200} />
      </label>
      <Checks
        name="measure"
        legend={facts.measure}
        chosen={listOf(search.measure)}
        choices={labelled('FactMeasure', MEASURES).map((each) => ({ ...each, count: measureCounts[each.value] }))}
      />
      <Select
        name="property"
        label={facts.property}
        chosen={search.property}
        none={facts.all}
        choices={properties.map(({ key, label }) => ({ value: key, label }))}
      />
      <Checks
        name="kind"
        legend={facts.subjectKind}
        chosen={listOf(search.kind)}
        choices={labelled('FactSubjectKind', SUBJECT_KINDS)}
      />
      <Select
        name="certainty"
        label={facts.certainty}
        chosen={search.certainty}
        none={facts.all}
        choices={CONFIDENCES.slice(0, 2).map((value) => ({ value, label: facts.atLeast(certainty[value] ?? value) }))}
      />
      <Select
        name="issues"
        label={facts.issues}
        chosen={search.issues}
        none={facts.all}
        choices={[
          { value: 'yes', label: facts.withIssues },
          { value: 'no', label: facts.withoutIssues },
        ]}
      />
      <Checks
        name="status"
        legend={facts.status}
        chosen={listOf(search.status)}
        choices={labelled('FactStatus', STATUSES)}
      />
      <label className="field">
        {facts.during}
        <input
          name="during"
          defaultValue={search.during}
          inputMode="numeric"
          placeholder="2012–2015"
          pattern="\d{4}([–\-]\d{4})?"
        />
      </label>
      <TimeFields search={search} />
      {shown}
      {search.subject !== undefined && <input type="hidden" name="subject" value={search.subject} />}
      <button type="submit">{facts.apply}</button>
    </form>
  );
};

import { Link } from '@tanstack/react-router';
import type { FactLineFragment } from '../generated/operations';
import { useTexts } from '../language/language';
import { Certainty } from './certainty';
import { Measure, Quote, Status, useValue, useWhen } from './fact-words';
import { SubjectLink } from './subject-link';
import type { HideableColumn } from './fact-columns';

interface RowProperties {
  readonly fact: FactLineFragment;
  readonly withSubject: boolean;
  readonly hidden: readonly HideableColumn[];
}

const Row = ({ fact, withSubject, hidden }: RowProperties) => {
  const texts = useTexts();
  const { columns } = texts.facts;
  const value = useValue()(fact);
  const when = useWhen()(fact);
  const [citation] = fact.citations;
  return (
    <tr>
      {withSubject && (
        <td data-label={columns.subject}>
          <SubjectLink subject={fact.subject} />
        </td>
      )}
      {!hidden.includes('property') && <td data-label={columns.property}>{fact.property.label}</td>}
      {!hidden.includes('measure') && (
        <td data-label={columns.measure}>
          <Measure measure={fact.measure} /> <Status status={fact.status} />
        </td>
      )}
      <td data-label={columns.value} className="value">
        <Link to="/facts/$id" params={{ id: fact.id }}>
          {value}
        </Link>
        {fact.issues.length > 0 && (
          <span className="issue-mark" title={fact.issues.map(({ message }) => message).join(' ')}>
            {' '}
            ⚠<span className="visually-hidden"> {fact.issues.map(({ message }) => message).join(' ')}</span>
          </span>
        )}
        {citation && citation.quote !== value && (
          <span className="words">
            <Quote quote={citation.quote} lang={citation.lang} />
          </span>
        )}
      </td>
      {!hidden.includes('when') && (
        <td data-label={columns.when}>{when ?? <span className="muted">{texts.dates.notDated}</span>}</td>
      )}
      {!hidden.includes('certainty') && (
        <td data-label={columns.certainty}>
          <Certainty level={fact.confidence} isShort />
        </td>
      )}
      {!hidden.includes('sources') && <td data-label={columns.sources}>{fact.independentSources}</td>}
    </tr>
  );
};

interface Properties {
  readonly caption: string;
  readonly facts: readonly FactLineFragment[];
  /** Whether the facts are about several subjects. */
  readonly withSubject?: boolean;
  /** Defaults to none. */
  readonly hidden?: readonly HideableColumn[];
}

/** Facts as a table; on a narrow screen each row is a card with the same cells in the same order. */
export const FactTable = ({ caption, facts, withSubject = true, hidden = [] }: Properties) => {
  const { columns } = useTexts().facts;
  const order = ['subject', 'property', 'measure', 'value', 'when', 'certainty', 'sources'] as const;
  const heads = order.filter(
    (name) => (withSubject || name !== 'subject') && !(hidden as readonly string[]).includes(name),
  );
  return (
    <table className="facts">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {columns[head]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <Row key={fact.id} fact={fact} withSubject={withSubject} hidden={hidden} />
        ))}
      </tbody>
    </table>
  );
};

import { Link } from '@tanstack/react-router';
import type { FactLineFragment } from '../../generated/operations';
import { useTexts } from '../../language/language';
import { Certainty } from '../../parts/certainty';
import { Issues, Measure, Status, useValue, useWhen } from '../../parts/fact-words';
import { SubjectLink } from '../../parts/subject-link';

export interface NumberedFact {
  readonly number: number;
  readonly fact: FactLineFragment;
  /** Whether its quote is marked in the text. */
  readonly isMarked: boolean;
}

const Note = ({ number, fact, isMarked }: NumberedFact) => {
  const texts = useTexts();
  const value = useValue()(fact);
  const when = useWhen()(fact);
  return (
    <li id={fact.id} value={number} data-facts={number} className="note">
      <p className="about">
        {isMarked ? <a href={`#mark-${fact.id}`}>{number}</a> : <span>{number}</span>}{' '}
        <SubjectLink subject={fact.subject} /> · {fact.property.label}
      </p>
      <p className="value">
        <Link to="/facts/$id" params={{ id: fact.id }}>
          {value}
        </Link>{' '}
        {fact.measure !== 'STATEMENT' && <Measure measure={fact.measure} />} <Status status={fact.status} />
      </p>
      <p className="muted">
        {when ?? texts.dates.notDated} · <Certainty level={fact.confidence} />
        {!isMarked && <> · {texts.post.notFound}</>}
      </p>
      <Issues issues={fact.issues} />
    </li>
  );
};

/** The facts of a text, in the order of their quotes, each with a number that is also in the text. */
export const FactNotes = ({ facts }: { readonly facts: readonly NumberedFact[] }) => (
  <ol className="notes-list">
    {facts.map((each) => (
      <Note key={each.fact.id} {...each} />
    ))}
  </ol>
);

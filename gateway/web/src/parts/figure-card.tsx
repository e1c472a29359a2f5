import { Link } from '@tanstack/react-router';
import type { FactLineFragment } from '../generated/operations';
import { useTexts } from '../language/language';
import { Certainty } from './certainty';
import { Issues, Measure, Quote, Status, useSplitValue, useWhen } from './fact-words';
import { SubjectLink } from './subject-link';

/** A figure with its measure, date, certainty and words, and a way to its source. */
export const FigureCard = ({ fact }: { readonly fact: FactLineFragment }) => {
  const texts = useTexts();
  const { value, per } = useSplitValue()(fact);
  const when = useWhen()(fact);
  const citation = fact.citations[0];
  return (
    <article className="figure">
      <p className="about">
        <SubjectLink subject={fact.subject} /> · {fact.property.label}
      </p>
      <p className="value">
        <Link to="/facts/$id" params={{ id: fact.id }}>
          {value}
        </Link>{' '}
        {per !== '' && <span className="per">{per}</span>} <Measure measure={fact.measure} />{' '}
        <Status status={fact.status} />
      </p>
      <p className="when">{when ?? texts.dates.notDated}</p>
      {citation && (
        <blockquote>
          <Quote quote={citation.quote} lang={citation.lang} />
        </blockquote>
      )}
      <Issues issues={fact.issues} />
      <p className="origin">
        <Certainty level={fact.confidence} />
        {citation && (
          <>
            {' '}
            ·{' '}
            {citation.source.post ? (
              <Link to="/posts/$slug" params={{ slug: citation.source.post.slug }} hash={`mark-${fact.id}`}>
                {citation.source.title}
              </Link>
            ) : (
              citation.source.title
            )}
          </>
        )}
      </p>
    </article>
  );
};

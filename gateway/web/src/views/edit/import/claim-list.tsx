import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useEnumLabel, useTexts } from '../../../language/language';
import { Issues, Measure } from '../../../parts/fact-words';
import { CLAIM_GROUPS, type ClaimGroup, type NumberedClaim } from './number-claims';

const ClaimNote = ({ number, claim }: NumberedClaim) => {
  const { edit } = useTexts();
  const enumLabel = useEnumLabel();
  const { key, outcome, subject, propertyLabel, measure, value, quotes, issues, reason, fact } = claim;
  return (
    <li id={`claim-${number}`} className="note" data-facts={number}>
      <p className="about">
        {quotes.length > 0 ? (
          <a href={`#mark-${number}`} aria-label={edit.import.showQuote(number)}>
            {number}
          </a>
        ) : (
          <span>{number}</span>
        )}{' '}
        <code>{key}</code> <span className="outcome">{enumLabel('ClaimOutcome', outcome)}</span>
      </p>
      {propertyLabel !== null && (
        <p>
          {subject} · {propertyLabel} {measure !== null && <Measure measure={measure} />}{' '}
          {fact ? (
            <Link to="/facts/$id" params={{ id: fact.id }}>
              {value}
            </Link>
          ) : (
            <strong>{value}</strong>
          )}
        </p>
      )}
      {reason !== null && (
        <p className="partial" lang="en">
          {reason}
        </p>
      )}
      <Issues issues={issues} />
    </li>
  );
};

/** Every claim of a file: where it stands in the text, what is stored of it, and what a person has to judge. */
export const ClaimList = ({ claims }: { readonly claims: readonly NumberedClaim[] }) => {
  const { edit } = useTexts();
  const [shown, setShown] = useState<ClaimGroup | null>(null);
  const groups = Object.keys(CLAIM_GROUPS) as readonly ClaimGroup[];
  const ofGroup = (group: ClaimGroup) => claims.filter(({ claim }) => CLAIM_GROUPS[group](claim));
  return (
    <>
      <fieldset className="picks">
        <legend>{edit.import.show}</legend>
        <label className="choice">
          <input type="radio" name="shown" checked={shown === null} onChange={() => setShown(null)} />{' '}
          {edit.import.all(claims.length)}
        </label>
        {groups.map((group) => (
          <label key={group} className="choice">
            <input type="radio" name="shown" checked={shown === group} onChange={() => setShown(group)} />{' '}
            {edit.import.groups[group](ofGroup(group).length)}
          </label>
        ))}
      </fieldset>
      <ol className="notes-list">
        {(shown === null ? claims : ofGroup(shown)).map(({ number, claim }) => (
          <ClaimNote key={number} number={number} claim={claim} />
        ))}
      </ol>
    </>
  );
};

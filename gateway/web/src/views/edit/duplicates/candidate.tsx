import { type ReactNode, useState } from 'react';
import { MemberForm, TextField } from '../../../account/member-form';
import { useMutation } from '../../../account/use-session';
import {
  type ExplorerDuplicatesQuery,
  ExplorerMergeSubjects,
  ExplorerRejectDuplicate,
  ExplorerUnmergeSubject,
} from '../../../generated/operations';
import { useLanguage, useTexts } from '../../../language/language';
import { SubjectLink } from '../../../parts/subject-link';
import { formatScore, type Side, useSideRows } from './side';

type Pair = NonNullable<ExplorerDuplicatesQuery['duplicates']>['nodes'][number];

const isGiven = (content: ReactNode): boolean => content !== null && content !== undefined && content !== '';

/** What both are, in two columns. A row that neither has is left out. */
const Compared = ({ a, b }: { readonly a: Side; readonly b: Side }) => {
  const { edit } = useTexts();
  const rowsOf = useSideRows();
  const [left, right] = [rowsOf(a), rowsOf(b)];
  const labels = edit.duplicates.rows;
  const keys = (Object.keys(left) as (keyof typeof left)[]).filter((key) => isGiven(left[key]) || isGiven(right[key]));
  const cell = (side: Side, content: ReactNode): ReactNode => (
    <td data-label={side.name}>
      {isGiven(content) ? content : <span className="muted">{edit.duplicates.notKnown}</span>}
    </td>
  );
  return (
    <table className="compared">
      <caption className="visually-hidden">{edit.duplicates.compared(a.name, b.name)}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">
            <SubjectLink subject={a} />
          </th>
          <th scope="col">
            <SubjectLink subject={b} />
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key}>
            <th scope="row">{labels[key]}</th>
            {cell(a, left[key])}
            {cell(b, right[key])}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** What an editor decided about a pair: they are not one, or one of them stays. */
type Decision = { readonly kind: 'apart' } | { readonly kind: 'merged'; readonly kept: Side; readonly merged: Side };

/** Two subjects that may be one, and the decision about them. A merge can be undone. */
export const Candidate = ({ pair: { a, b, score, reasons } }: { readonly pair: Pair }) => {
  const { edit } = useTexts();
  const language = useLanguage();
  const texts = edit.duplicates;
  const merge = useMutation(ExplorerMergeSubjects);
  const unmerge = useMutation(ExplorerUnmergeSubject);
  const reject = useMutation(ExplorerRejectDuplicate);
  const [decision, setDecision] = useState<Decision | null>(null);
  const [note, setNote] = useState('');

  const decide = async ({ choice = '', reason = '' }: Readonly<Record<string, string>>) => {
    if (choice === 'apart') {
      const { problems } = await reject({ input: { aId: a.id, bId: b.id, reason } });
      if (problems.length === 0) setDecision({ kind: 'apart' });
      return { problems };
    }
    const [kept, merged] = choice === a.id ? [a, b] : [b, a];
    const { problems } = await merge({ input: { survivorId: kept.id, duplicateIds: [merged.id], reason } });
    if (problems.length === 0) setDecision({ kind: 'merged', kept, merged });
    return { problems };
  };
  const undo = async (merged: Side, reason: string) => {
    const { problems } = await unmerge({ input: { id: merged.id, reason } });
    if (problems.length === 0) {
      setDecision(null);
      setNote(texts.undone(a.name, b.name));
    }
    return { problems };
  };
  const heading = `pair-${a.slug}-${b.slug}`;
  return (
    <article className="candidate" aria-labelledby={heading}>
      <h2 id={heading}>{texts.pair(a.name, b.name)}</h2>
      <p>
        {texts.score(formatScore(language, score))} {reasons.map(({ message }) => message).join(' ')}
      </p>
      <Compared a={a} b={b} />
      <div role="status">
        {decision === null && note !== '' && <p className="done">{note}</p>}
        {decision?.kind === 'apart' && <p className="done">{texts.keptApart}</p>}
        {decision?.kind === 'merged' && (
          <p className="done">{texts.merged(decision.merged.name, decision.kept.name)}</p>
        )}
      </div>
      {decision === null && (
        <MemberForm button={texts.decide} send={decide}>
          <fieldset className="picks">
            <legend>{texts.choice}</legend>
            {[a, b].map(({ id, name }) => (
              <label key={id} className="choice">
                <input type="radio" name="choice" value={id} required /> {texts.keep(name)}
              </label>
            ))}
            <label className="choice">
              <input type="radio" name="choice" value="apart" required /> {texts.apart}
            </label>
          </fieldset>
          <TextField name="reason" label={texts.reason} maxLength={500} />
        </MemberForm>
      )}
      {decision?.kind === 'merged' && (
        <MemberForm button={texts.undo} send={({ reason = '' }) => undo(decision.merged, reason)}>
          <TextField name="reason" label={texts.undoReason} maxLength={500} />
        </MemberForm>
      )}
    </article>
  );
};

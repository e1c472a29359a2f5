import { MemberForm, TextField } from '../../../account/member-form';
import { useMutation } from '../../../account/use-session';
import {
  ExplorerDecideAppeal,
  ExplorerModerateComment,
  ExplorerModeratePost,
  ExplorerModerateRating,
} from '../../../generated/operations';
import { useTexts } from '../../../language/language';
import type { Case } from './target';

const STATUSES = ['VISIBLE', 'HIDDEN', 'REMOVED'] as const;

interface Properties {
  readonly moderationCase: Case;
  /** Called when the case is decided, with what to say. */
  readonly onDecided: (message: string) => void;
}

interface AreaProperties {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

const Area = ({ name, label, hint }: AreaProperties) => (
  <label className="field">
    {label}
    {hint && <span className="muted">{hint}</span>}
    <textarea name={name} rows={3} required maxLength={2000} />
  </label>
);

/** A decision about a post, a comment or a rating, with the statement of reasons that its author gets. */
export const Decide = ({ moderationCase: { target }, onDecided }: Properties) => {
  const { edit } = useTexts();
  const texts = edit.queue;
  const [post, comment, rating] = [
    useMutation(ExplorerModeratePost),
    useMutation(ExplorerModerateComment),
    useMutation(ExplorerModerateRating),
  ];
  if (target === null || target.__typename === 'Member') return <p className="muted">{texts.notHere}</p>;
  const send = async ({
    status: chosen,
    rule = '',
    facts = '',
    explanation = '',
    ground,
  }: Readonly<Record<string, string>>) => {
    const status = STATUSES.find((each) => each === chosen) ?? 'VISIBLE';
    const statement = { rule, facts, explanation, ground: ground === 'LAW' ? 'LAW' : 'RULES' } as const;
    const input = { status, statement };
    const { problems } =
      target.__typename === 'Post'
        ? await post({ input: { ...input, postId: target.id } })
        : target.__typename === 'Comment'
          ? await comment({ input: { ...input, commentId: target.id } })
          : await rating({ input: { ...input, ratingId: target.id } });
    if (problems.length === 0) onDecided(texts.decided[status]);
    return { problems };
  };
  return (
    <MemberForm button={texts.decide} send={send}>
      <fieldset className="picks">
        <legend>{texts.measure}</legend>
        {STATUSES.map((status) => (
          <label key={status} className="choice">
            <input type="radio" name="status" value={status} required /> {texts.measures[status]}
          </label>
        ))}
      </fieldset>
      <fieldset className="picks">
        <legend>{texts.ground}</legend>
        <label className="choice">
          <input type="radio" name="ground" value="RULES" defaultChecked /> {texts.rules}
        </label>
        <label className="choice">
          <input type="radio" name="ground" value="LAW" /> {texts.law}
        </label>
      </fieldset>
      <TextField name="rule" label={texts.rule} hint={texts.ruleHint} maxLength={200} />
      <Area name="facts" label={texts.facts} hint={texts.factsHint} />
      <Area name="explanation" label={texts.explanation} hint={texts.explanationHint} />
    </MemberForm>
  );
};

/** A decision about an appeal. Not for the moderator who made the decision: the graph refuses it. */
export const DecideAppeal = ({ moderationCase: { id }, onDecided }: Properties) => {
  const { edit } = useTexts();
  const texts = edit.queue;
  const decide = useMutation(ExplorerDecideAppeal);
  return (
    <MemberForm
      button={texts.decideAppeal}
      send={async ({ overturned, reason = '' }) => {
        const { problems } = await decide({ input: { caseId: id, overturned: overturned === 'yes', reason } });
        if (problems.length === 0) onDecided(overturned === 'yes' ? texts.overturned : texts.upheld);
        return { problems };
      }}
    >
      <fieldset className="picks">
        <legend>{texts.appealChoice}</legend>
        <label className="choice">
          <input type="radio" name="overturned" value="no" required /> {texts.uphold}
        </label>
        <label className="choice">
          <input type="radio" name="overturned" value="yes" required /> {texts.overturn}
        </label>
      </fieldset>
      <Area name="reason" label={texts.appealReason} />
    </MemberForm>
  );
};

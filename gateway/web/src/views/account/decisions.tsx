import { Link } from '@tanstack/react-router';
import { MemberForm } from '../../account/member-form';
import { useMutation } from '../../account/use-session';
import { ExplorerAppealDecision } from '../../generated/operations';
import { useEnumLabel, useTexts } from '../../language/language';
import { Instant } from '../../parts/instant';
import type { Viewer } from './viewer';

type Case = Viewer['moderationCases']['nodes'][number];

const targetPost = ({ target }: Case) => {
  if (target?.__typename === 'Post') return target;
  return target?.__typename === 'Comment' ? target.post : null;
};

const Decision = ({ decided, reload }: { readonly decided: Case; readonly reload: () => Promise<void> }) => {
  const { account } = useTexts();
  const enumLabel = useEnumLabel();
  const appealDecision = useMutation(ExplorerAppealDecision);
  const texts = account.decisions;
  const { id, statement, appeal, status } = decided;
  if (!statement) return null;
  const { action, rule, facts, explanation, decidedAt, appealUntil, scope } = statement;
  const post = targetPost(decided);
  return (
    <li>
      <p>
        <strong>{enumLabel('ModerationAction', action)}</strong>{' '}
        {post && (
          <Link to="/posts/$slug" params={{ slug: post.slug }} lang={post.lang}>
            {post.title}
          </Link>
        )}{' '}
        <span className="muted">
          <Instant at={decidedAt} />
        </span>
      </p>
      <dl>
        <dt>{texts.scope}</dt>
        <dd>{scope}</dd>
        <dt>{texts.rule}</dt>
        <dd>{rule}</dd>
        <dt>{texts.facts}</dt>
        <dd>{facts}</dd>
        <dt>{texts.reasons}</dt>
        <dd>{explanation}</dd>
        {appeal && (
          <>
            <dt>{texts.appeal}</dt>
            <dd>{appeal.text}</dd>
            <dt>{texts.answer}</dt>
            <dd>
              {appeal.overturned === null
                ? texts.waiting
                : [appeal.overturned ? texts.overturned : texts.upheld, appeal.reason].filter(Boolean).join(' ')}
            </dd>
          </>
        )}
      </dl>
      {!appeal && status === 'DECIDED' && appealUntil !== null && (
        <details>
          <summary>{texts.open}</summary>
          <p className="muted">
            {texts.until} <Instant at={appealUntil} />
          </p>
          <MemberForm
            button={texts.send}
            send={async ({ text = '' }) => {
              const { problems } = await appealDecision({ input: { caseId: id, text } });
              if (problems.length === 0) await reload();
              return { problems };
            }}
          >
            <label className="field">
              {texts.why}
              <textarea name="text" rows={4} required maxLength={2000} />
            </label>
          </MemberForm>
        </details>
      )}
    </li>
  );
};

/** What moderators decided about what the member wrote, with the reasons, and the way to appeal. Nothing if there is none. */
export const Decisions = ({ viewer, reload }: { readonly viewer: Viewer; readonly reload: () => Promise<void> }) => {
  const { account } = useTexts();
  const decided = viewer.moderationCases.nodes.filter(({ statement }) => statement !== null);
  if (decided.length === 0) return null;
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{account.decisions.title}</h2>
      <ul className="decisions">
        {decided.map((each) => (
          <Decision key={each.id} decided={each} reload={reload} />
        ))}
      </ul>
    </section>
  );
};

import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMemberData } from '../../../account/use-session';
import { ExplorerModeration } from '../../../generated/operations';
import { formatCount } from '../../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../../language/language';
import { Instant } from '../../../parts/instant';
import { EditorPage } from '../editor-page';
import { Decide, DecideAppeal } from './decide';
import { type Case, Target } from './target';

const route = getRouteApi('/edit/queue');

/** Who reported it, when and why. */
const Reports = ({ flags, flagCount }: Pick<Case, 'flags' | 'flagCount'>) => {
  const { edit } = useTexts();
  const enumLabel = useEnumLabel();
  const texts = edit.queue;
  return (
    <>
      <h3>{texts.reports(flagCount ?? flags.length)}</h3>
      <ul>
        {flags.map(({ createdAt, reason, note, reporterName, member }) => (
          <li key={`${createdAt} ${member?.name ?? reporterName}`}>
            {note === null ? enumLabel('FlagReason', reason) : texts.noted(enumLabel('FlagReason', reason), note)}{' '}
            <span className="muted">
              {member?.name ?? reporterName} <Instant at={createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
};

const CaseArticle = ({ moderationCase }: { readonly moderationCase: Case }) => {
  const { edit } = useTexts();
  const enumLabel = useEnumLabel();
  const [decided, setDecided] = useState<string | null>(null);
  const texts = edit.queue;
  const { id, status, openedAt, member, target, flags, flagCount, statement, appeal } = moderationCase;
  return (
    <article className="candidate" aria-labelledby={id}>
      <h2 id={id}>
        {member ? texts.by(member.name) : texts.byNobody}{' '}
        <span className="status">{enumLabel('ModerationCaseStatus', status)}</span>
      </h2>
      <p className="muted">
        {texts.opened} <Instant at={openedAt} />
      </p>
      <Target target={target} />
      <Reports flags={flags} flagCount={flagCount} />
      {statement && (
        <p>
          {enumLabel('ModerationAction', statement.action)}: {statement.rule}. {statement.facts} {statement.explanation}
        </p>
      )}
      {appeal && (
        <blockquote>
          {texts.appeal} {appeal.text}
        </blockquote>
      )}
      <div role="status">{decided !== null && <p className="done">{decided}</p>}</div>
      {decided === null &&
        (status === 'APPEALED' ? (
          <DecideAppeal moderationCase={moderationCase} onDecided={setDecided} />
        ) : (
          <Decide moderationCase={moderationCase} onDecided={setDecided} />
        ))}
    </article>
  );
};

const Cases = () => {
  const { edit, states, facts } = useTexts();
  const language = useLanguage();
  const { after = null } = route.useSearch();
  const { data } = useMemberData(ExplorerModeration, { after });
  const texts = edit.queue;
  if (data === null) return <p role="status">{states.loading}</p>;
  const { moderationCases } = data;
  if (moderationCases === null) return <p className="partial">{texts.forbidden}</p>;
  const { nodes, totalCount, pageInfo } = moderationCases;
  return (
    <>
      <p className="count" role="status">
        {nodes.length === 0 ? texts.none : texts.count(totalCount ?? 0, formatCount(language, totalCount ?? 0))}
      </p>
      {nodes.map((each) => (
        <CaseArticle key={each.id} moderationCase={each} />
      ))}
      {pageInfo.hasNextPage && pageInfo.endCursor !== null && (
        <p className="pager">
          <Link to="/edit/queue" search={{ after: pageInfo.endCursor }}>
            {facts.next}
          </Link>
        </p>
      )}
    </>
  );
};

/** What was reported and waits for a decision. */
export const QueueView = () => {
  const { edit } = useTexts();
  return (
    <EditorPage title={edit.queue.title} lead={edit.queue.lead}>
      <Cases />
    </EditorPage>
  );
};

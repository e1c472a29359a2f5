import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSessionStatus } from '../../account/use-session';
import { useTexts } from '../../language/language';

interface Properties {
  readonly title: string;
  readonly lead: string;
  /** What only a member sees. */
  readonly children: ReactNode;
}

/** A page for work on the graph. Who may do what, the graph decides. */
export const EditorPage = ({ title, lead, children }: Properties) => {
  const { account, edit, states } = useTexts();
  const status = useSessionStatus();
  return (
    <div className="page edit-page">
      <h1 tabIndex={-1}>{title}</h1>
      <p className="lead">{lead}</p>
      <noscript>
        <p>{account.needsScript}</p>
      </noscript>
      {status === 'unknown' && <p role="status">{states.loading}</p>}
      {status === 'anonymous' && (
        <p>
          <Link to="/account">{edit.signInFirst}</Link>
        </p>
      )}
      {status === 'member' && children}
    </div>
  );
};

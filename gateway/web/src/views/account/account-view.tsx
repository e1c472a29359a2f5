import { useSessionStatus } from '../../account/use-session';
import { useTexts } from '../../language/language';
import { Member } from './member';
import { SignInOrRegister } from './sign-in';

/** The account of the reader, or the ways to one. */
export const AccountView = () => {
  const { account, states } = useTexts();
  const status = useSessionStatus();
  return (
    <div className="page">
      <h1 tabIndex={-1}>{account.title}</h1>
      <noscript>
        <p>{account.needsScript}</p>
      </noscript>
      {status === 'unknown' && <p role="status">{states.loading}</p>}
      {status === 'anonymous' && <SignInOrRegister />}
      {status === 'member' && <Member />}
    </div>
  );
};

import { useState } from 'react';
import { MemberForm, TextField } from '../../account/member-form';
import { useMutation } from '../../account/use-session';
import { ExplorerEraseAccount, ExplorerRequestDataExport } from '../../generated/operations';
import { useTexts } from '../../language/language';
import { Instant } from '../../parts/instant';
import type { Viewer } from './viewer';

/** All data of the member as a file. Its address works for ten minutes, so that it is asked for again when it is needed. */
export const TakeData = ({ viewer, reload }: { readonly viewer: Viewer; readonly reload: () => Promise<void> }) => {
  const { account } = useTexts();
  const [message, setMessage] = useState('');
  const request = useMutation(ExplorerRequestDataExport);
  const send = async (): Promise<void> => {
    const { problems } = await request({});
    setMessage(problems.map((problem) => problem.message).join(' '));
    await reload();
  };
  return (
    <section aria-labelledby="data">
      <h2 id="data">{account.data}</h2>
      <p>{account.dataHelp}</p>
      <ul className="subjects">
        {viewer.dataExports.map(({ id, requestedAt, url }) => (
          <li key={id}>
            {url === null ? account.exportExpired : <a href={url}>{account.download}</a>}{' '}
            <span className="muted">
              <Instant at={requestedAt} />
            </span>
          </li>
        ))}
      </ul>
      <p role="status" lang="en">
        {message}
      </p>
      <button type="button" onClick={() => void send()}>
        {account.requestData}
      </button>
    </section>
  );
};

/** Erasing cannot be undone, so it asks for the password. */
export const EraseAccount = ({
  viewer,
  onErased,
}: {
  readonly viewer: Viewer;
  readonly onErased: () => Promise<void>;
}) => {
  const { account } = useTexts();
  const erase = useMutation(ExplorerEraseAccount);
  return (
    <section aria-labelledby="erase">
      <h2 id="erase">{account.erase}</h2>
      <p>{account.eraseHelp}</p>
      <details>
        <summary>{account.eraseOpen}</summary>
        <MemberForm
          button={account.erase}
          send={async ({ password = '', mode = '' }) => {
            const { problems } = await erase({
              input: { password, mode: mode === 'DELETE_CONTENT' ? 'DELETE_CONTENT' : 'ANONYMISE_CONTENT' },
            });
            if (problems.length === 0) await onErased();
            return { problems };
          }}
        >
          {/* For password managers. */}
          <input
            className="visually-hidden"
            autoComplete="username"
            value={viewer.email ?? ''}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <TextField name="password" label={account.password} type="password" autoComplete="current-password" />
          <label className="choice">
            <input type="checkbox" name="mode" value="DELETE_CONTENT" /> {account.eraseContent}
          </label>
        </MemberForm>
      </details>
    </section>
  );
};

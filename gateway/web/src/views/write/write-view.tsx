import { Link, useNavigate } from '@tanstack/react-router';
import { MemberForm, TextField } from '../../account/member-form';
import { useMutation, useSessionStatus } from '../../account/use-session';
import { ExplorerCreatePost } from '../../generated/operations';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';

/** Kinds that need no further details. */
const KINDS = ['ARTICLE', 'NEWS', 'GOOD_PRACTICE'] as const;

const Form = () => {
  const { write, account } = useTexts();
  const language = useLanguage();
  const enumLabel = useEnumLabel();
  const navigate = useNavigate();
  const create = useMutation(ExplorerCreatePost);
  const send = async ({
    kind = '',
    title = '',
    lang = '',
    summary = '',
    body = '',
  }: Readonly<Record<string, string>>) => {
    const { data, problems } = await create({
      input: {
        kind: KINDS.find((each) => each === kind) ?? 'ARTICLE',
        title,
        lang,
        body,
        ...(summary !== '' && { summary }),
        publish: true,
      },
    });
    const slug = data?.createPost.post?.slug;
    if (slug !== undefined) await navigate({ to: '/posts/$slug', params: { slug } });
    return { problems };
  };
  return (
    <MemberForm button={write.publish} send={send}>
      <label className="field">
        {write.kind}
        <select name="kind">
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {enumLabel('PostKind', kind)}
            </option>
          ))}
        </select>
      </label>
      <TextField name="title" label={write.postTitle} maxLength={200} />
      <label className="field">
        {write.language}
        <select name="lang" defaultValue={language}>
          <option value="fr">{account.languages.fr}</option>
          <option value="en">{account.languages.en}</option>
        </select>
      </label>
      <label className="field">
        {write.summary}
        <input name="summary" maxLength={500} />
      </label>
      <label className="field">
        {write.body}
        <span className="muted">{write.bodyHint}</span>
        <textarea name="body" rows={16} required />
      </label>
    </MemberForm>
  );
};

/** A new post, which is published at once. */
export const WriteView = () => {
  const { write, account, states } = useTexts();
  const status = useSessionStatus();
  return (
    <div className="page">
      <h1 tabIndex={-1}>{write.title}</h1>
      <noscript>
        <p>{account.needsScript}</p>
      </noscript>
      {status === 'unknown' && <p role="status">{states.loading}</p>}
      {status === 'anonymous' && (
        <p>
          <Link to="/account">{write.signInFirst}</Link>
        </p>
      )}
      {status === 'member' && <Form />}
    </div>
  );
};

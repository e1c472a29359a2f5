import { MemberForm, TextField } from '../../account/member-form';
import { useMutation } from '../../account/use-session';
import { ExplorerAttachUpload, ExplorerRemoveAttachment, ExplorerRequestUpload } from '../../generated/operations';
import { useTexts } from '../../language/language';
import { Avatar } from '../../parts/avatar';
import { fileHref } from '../../shell/site-href';
import type { Viewer } from './viewer';

/** The picture of the member, which everyone sees beside their name, and the forms that replace and remove it. */
export const OwnPicture = ({ viewer, reload }: { readonly viewer: Viewer; readonly reload: () => Promise<void> }) => {
  const { account } = useTexts();
  const request = useMutation(ExplorerRequestUpload);
  const attach = useMutation(ExplorerAttachUpload);
  const remove = useMutation(ExplorerRemoveAttachment);
  const { avatar } = viewer.member;

  const send = async ({ alt = '' }: Readonly<Record<string, string>>, form: FormData) => {
    const file = form.get('picture');
    if (!(file instanceof File)) return { problems: [] };
    const input = { fileName: file.name, bytes: file.size, contentType: file.type };
    const { data, problems } = await request({ input });
    const upload = data?.requestUpload.upload;
    if (problems.length > 0 || !upload) return { problems };
    const headers = upload.headers.map(({ name, value }) => [name, value] satisfies [string, string]);
    const response = await fetch(fileHref(upload.url), { method: 'PUT', headers, body: file, credentials: 'omit' });
    if (!response.ok) return { problems: [{ code: 'UPLOAD', field: null, message: account.notSent }] };
    const attached = await attach({ input: { uploadId: upload.id, alt } });
    if (attached.problems.length === 0) await reload();
    return { problems: attached.problems, done: account.pictureStored };
  };
  return (
    <section aria-labelledby="picture">
      <h2 id="picture">{account.picture}</h2>
      <Avatar picture={avatar} size={96} />
      <MemberForm button={avatar ? account.replacePicture : account.sendPicture} send={send}>
        <label className="field">
          {account.pictureFile}
          <input type="file" name="picture" accept="image/jpeg,image/png,image/webp,image/gif,image/avif" required />
        </label>
        <TextField name="alt" label={account.pictureAlt} hint={account.pictureAltHint} maxLength={500} />
      </MemberForm>
      {avatar && (
        <MemberForm
          button={account.removePicture}
          send={async () => {
            const { problems } = await remove({ input: {} });
            if (problems.length === 0) await reload();
            return { problems };
          }}
        >
          {null}
        </MemberForm>
      )}
    </section>
  );
};

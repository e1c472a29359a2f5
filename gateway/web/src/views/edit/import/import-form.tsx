import type { ChangeEvent } from 'react';
import { MemberForm } from '../../../account/member-form';
import { useEnumLabel, useTexts } from '../../../language/language';
import type { Draft, ImportResult } from './run-import';

/** Kinds that need no further details. */
const KINDS = ['ARTICLE', 'NEWS', 'GOOD_PRACTICE'] as const;

interface TextOrFileProperties {
  readonly name: 'page' | 'claims';
  readonly label: string;
  readonly fileLabel: string;
  readonly accept: string;
  readonly required: boolean;
  readonly defaultValue: string;
}

/** A long text: pasted, or read from a file. */
const TextOrFile = ({ name, label, fileLabel, accept, required, defaultValue }: TextOrFileProperties) => {
  const read = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const text = await target.files?.[0]?.text();
    const area = target.form?.querySelector<HTMLTextAreaElement>(`textarea[name=${name}]`);
    if (area && text !== undefined) area.value = text;
  };
  return (
    <>
      <label className="field">
        {fileLabel}
        <input type="file" accept={accept} onChange={(event) => void read(event)} />
      </label>
      <label className="field">
        {label}
        <textarea name={name} rows={6} required={required} defaultValue={defaultValue} spellCheck={false} />
      </label>
    </>
  );
};

interface Properties {
  /** What was checked before; null at first. */
  readonly draft: Draft | null;
  readonly check: (draft: Draft) => Promise<ImportResult>;
}

/** What to import. Nothing is stored when it is sent. */
export const ImportForm = ({ draft, check }: Properties) => {
  const { edit } = useTexts();
  const enumLabel = useEnumLabel();
  const texts = edit.import;
  return (
    <MemberForm
      button={texts.check}
      keepsFields
      send={async ({ page = '', claims = '', kind = '', slug = '' }) => {
        const { problems } = await check({
          page,
          claims: claims.trim(),
          kind: KINDS.find((each) => each === kind) ?? 'ARTICLE',
          slug: slug === '' ? null : slug,
        });
        return { problems };
      }}
    >
      <TextOrFile
        name="page"
        label={texts.page}
        fileLabel={texts.pageFile}
        accept=".txt,text/plain"
        required
        defaultValue={draft?.page ?? ''}
      />
      <TextOrFile
        name="claims"
        label={texts.claims}
        fileLabel={texts.claimsFile}
        accept=".json,application/json"
        required={false}
        defaultValue={draft?.claims ?? ''}
      />
      <label className="field">
        {texts.kind}
        <select name="kind" defaultValue={draft?.kind}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {enumLabel('PostKind', kind)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {texts.slug}
        <span className="muted">{texts.slugHint}</span>
        <input name="slug" maxLength={100} defaultValue={draft?.slug ?? ''} />
      </label>
    </MemberForm>
  );
};

import { Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { MemberForm } from '../../../account/member-form';
import { useEnumLabel, useTexts } from '../../../language/language';
import { useLinkedMarks } from '../../../parts/linked-marks';
import { EditorPage } from '../editor-page';
import { ClaimList } from './claim-list';
import { ImportForm } from './import-form';
import { CLAIM_GROUPS, numberClaims } from './number-claims';
import { numberWarnings, shownPart } from './number-warnings';
import { PageText } from './page-text';
import { Remarks } from './remarks';
import { type Draft, type ImportReport, type ImportResult, useImport } from './run-import';

interface Checked {
  readonly draft: Draft;
  readonly report: ImportReport;
}

interface ReportProperties extends Checked {
  readonly accept: () => Promise<ImportResult>;
}

/** What an import would store, drawn on the text of the page, and the button that stores it. */
const Report = ({ draft, report, accept }: ReportProperties) => {
  const { edit, labelled } = useTexts();
  const enumLabel = useEnumLabel();
  const linked = useLinkedMarks();
  const claims = useMemo(() => numberClaims(report.claims), [report.claims]);
  const part = useMemo(() => shownPart(report, claims), [report, claims]);
  const warnings = useMemo(() => numberWarnings(report.warnings, part), [report.warnings, part]);
  const texts = edit.import;
  const { page, post } = report;
  const refused = claims.filter(({ claim }) => CLAIM_GROUPS.refused(claim)).length;
  return (
    <div {...linked}>
      <p className={post ? 'done' : undefined} role="status">
        <strong lang={page.lang}>{page.title}</strong>
        {labelled('', enumLabel('ImportOutcome', page.outcome))}. {texts.counted(claims.length - refused, refused)}{' '}
        {post ? texts.stored : texts.notStored}{' '}
        {post && (
          <Link to="/posts/$slug" params={{ slug: post.slug }}>
            {texts.open}
          </Link>
        )}
      </p>
      {!post && (
        <MemberForm
          button={texts.accept(claims.length - refused)}
          send={async () => ({ problems: (await accept()).problems })}
        >
          {null}
        </MemberForm>
      )}
      <Remarks warnings={warnings} claims={report.claims} />
      <div className="import-report">
        <section aria-labelledby="page-text">
          <h2 id="page-text">{texts.text}</h2>
          <PageText page={draft.page} lang={page.lang} part={part} claims={claims} warnings={warnings} />
        </section>
        <section aria-labelledby="claims">
          <h2 id="claims">{texts.claimsTitle}</h2>
          {claims.length === 0 ? <p className="muted">{texts.noClaims}</p> : <ClaimList claims={claims} />}
        </section>
      </div>
    </div>
  );
};

/** Import of a page with its claims: first what it would store, then storing it. */
export const ImportView = () => {
  const { edit } = useTexts();
  const run = useImport();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [isFormOpen, setIsFormOpen] = useState(true);
  const result = useRef<HTMLDivElement>(null);
  const show = async (draft: Draft, dryRun: boolean): Promise<ImportResult> => {
    const answer = await run(draft, dryRun);
    if (answer.report) {
      setChecked({ draft, report: answer.report });
      setIsFormOpen(false);
      result.current?.focus();
    }
    return answer;
  };
  return (
    <EditorPage title={edit.import.title} lead={edit.import.lead}>
      <details open={isFormOpen} onToggle={({ currentTarget }) => setIsFormOpen(currentTarget.open)}>
        <summary>{edit.import.form}</summary>
        <ImportForm draft={checked?.draft ?? null} check={(draft) => show(draft, true)} />
      </details>
      <div ref={result} tabIndex={-1} className="import-result">
        {checked && <Report {...checked} accept={() => show(checked.draft, false)} />}
      </div>
    </EditorPage>
  );
};

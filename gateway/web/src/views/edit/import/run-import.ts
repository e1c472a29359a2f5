import { useMutation } from '../../../account/use-session';
import type { UserError } from '../../../account/session';
import {
  ExplorerImportClaims,
  type ExplorerImportClaimsMutation,
  ExplorerImportPost,
  type ExplorerImportPostMutation,
  type PostKind,
} from '../../../generated/operations';
import { useLanguage } from '../../../language/language';

/** A saved page, and what a reviewer claims about it. */
export interface Draft {
  readonly page: string;
  /** A claims file as JSON; empty if there is none. */
  readonly claims: string;
  readonly kind: PostKind;
  /** Null: made from the title. */
  readonly slug: string | null;
}

type PageReport = NonNullable<ExplorerImportPostMutation['importPost']['report']>;
export type Warning = ExplorerImportPostMutation['importPost']['warnings'][number];
export type ClaimsReport = NonNullable<ExplorerImportClaimsMutation['importClaims']['report']>;
export type Claim = ClaimsReport['claims'][number];

/** What an import has stored, or would store. */
export interface ImportReport {
  readonly page: PageReport;
  readonly warnings: readonly Warning[];
  /** Null without claims. */
  readonly claims: ClaimsReport | null;
  /** The stored post; null after a dry run. */
  readonly post: { readonly id: string; readonly slug: string } | null;
}

export interface ImportResult {
  /** Null if the page or its claims were refused. */
  readonly report: ImportReport | null;
  readonly problems: readonly UserError[];
}

/** Imports a page with its claims, or with `dryRun` reports what that would do. The post comes first: its report says what the claims quote. */
export const useImport = (): ((draft: Draft, dryRun: boolean) => Promise<ImportResult>) => {
  const lang = useLanguage();
  const importPost = useMutation(ExplorerImportPost);
  const importClaims = useMutation(ExplorerImportClaims);
  return async ({ page, claims, kind, slug }, dryRun) => {
    const read = await importPost({ input: { page, kind, slug, dryRun } });
    const { report = null, warnings = [], post = null } = read.data?.importPost ?? {};
    if (read.problems.length > 0 || report === null) return { report: null, problems: read.problems };
    const done = { page: report, warnings, claims: null, post };
    if (claims === '') return { report: done, problems: [] };
    const { slug: found, title, lang: pageLang, bodyStart, bodyEnd } = report;
    const input = { page, claims, slug: found, title, lang: pageLang, bodyStart, bodyEnd, postId: post?.id ?? null };
    const { data, problems } = await importClaims({ input: { ...input, dryRun }, lang });
    const claimed = data?.importClaims.report ?? null;
    if (problems.length > 0 || claimed === null) return { report: null, problems };
    return { report: { ...done, claims: claimed }, problems: [] };
  };
};

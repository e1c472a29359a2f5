import type { ClaimProblem } from '@wizness/partnerships';
import { readCommandLine, usageError } from '../command/command-line';
import type { Services } from '../command/open-services';
import { type CommandResult, runCommand } from '../command/run-command';
import { importFolder } from './import-folder';
import { importPage, type PageToImport } from './import-page';
import { type ImportOptions, isFolder, type PageFile, pageFilesIn, readPageFile } from './page-files';
import { rehearse } from './rehearse';
import { reportText } from './report-text';
import { rehearsalText, spanReport } from './span-report';
import { readSpansFile } from './spans-file';

const USAGE = `npm run import -- PAGE [--claims CLAIMS] [--spans SPANS] [--slug SLUG] [--strict] [--dry-run | --report]
npm run import -- FOLDER [--spans SPANS] [--strict] [--dry-run]

PAGE    a Wizness page saved as plain text in UTF-8
FOLDER  pages NAME.txt, each with its claims in NAME.claims.json if there are any. A page that cannot be
        imported does not stop the others; run the command again after correcting it.
CLAIMS  the claims that a reviewer makes about the page (schema/claims.schema.json)
SPANS   texts by name, for claims that quote "#NAME" instead of the words
SLUG    slug of the post; defaults to that of the claims file, or to one made from the title.
        Importing under the same slug again adds a revision.
--strict   imports all claims of a page or nothing of it. By default, claims that are not valid are left
           out and listed, and the command exits with 2.
--dry-run  stores nothing; prints what the import would do, and each warning with its offset in the page.
--report   stores nothing; also prints each claim with its quote, value and issues.`;

const readArguments = () => {
  const { values, positionals } = readCommandLine(USAGE, {
    claims: { type: 'string' },
    spans: { type: 'string' },
    slug: { type: 'string' },
    strict: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw usageError('Name one page, or one folder of pages.', USAGE);
  const folder = isFolder(path);
  const ofOnePage = (['claims', 'slug', 'report'] as const).find((name) => values[name]);
  if (folder && ofOnePage) throw usageError(`--${ofOnePage} is for one page, and ${path} is a folder.`, USAGE);
  if (!folder && values.spans !== undefined && values.claims === undefined) {
    throw usageError('--spans gives texts that claims quote: give --claims too.', USAGE);
  }
  return { path, folder, ...values, dryRun: values['dry-run'] || values.report };
};

type Input =
  | { readonly files: readonly PageFile[]; readonly options: ImportOptions; readonly dryRun: boolean }
  | { readonly page: PageToImport; readonly dryRun: boolean; readonly report: boolean };

const readInput = (): Input => {
  const { path, folder, claims, spans, slug, strict, dryRun, report } = readArguments();
  const options = { spans: spans === undefined ? {} : readSpansFile(spans), slug, strict };
  if (folder) return { files: pageFilesIn(path), options, dryRun };
  return { page: readPageFile({ page: path, claims: claims ?? null }, options), dryRun, report };
};

/** The claims that were left out, each with how to correct it; null if there are none. */
const refusedText = (refused: readonly ClaimProblem[]): string | null => {
  if (refused.length === 0) return null;
  const lines = refused.map(({ key, reason }) => `  ${key}: ${reason}`);
  return `${refused.length === 1 ? '1 claim was' : `${refused.length} claims were`} left out:\n${lines.join('\n')}\nCorrect them and run the import again.`;
};

const runImport = async (
  services: Services,
  { page, dryRun, report: isReport }: Extract<Input, { page: PageToImport }>,
): Promise<CommandResult> => {
  const report = await (dryRun ? rehearse : importPage)(services, page);
  const incomplete = refusedText(report.claims?.refused ?? []);
  if (isReport) return { output: spanReport(report), incomplete };
  return { output: dryRun ? rehearsalText(report) : reportText(report), incomplete };
};

runCommand('import', readInput, (services, input) => {
  if (!('files' in input)) return runImport(services, input);
  const { files, options, dryRun } = input;
  return importFolder(files, options, (page) => (dryRun ? rehearse : importPage)(services, page));
});

import { basename } from 'node:path';
import { CodedError } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import type { CommandResult } from '../command/run-command';
import type { ImportReport, PageToImport } from './import-page';
import { type ImportOptions, type PageFile, readPageFile } from './page-files';
import { progressBar } from './progress';

/** What became of one page of a folder. `error` is null if it was imported. */
interface PageResult {
  readonly name: string;
  readonly report: ImportReport | null;
  readonly error: string | null;
}

/** A mistake in the input. Anything else is a fault, which ends the command. */
const isMistake = (error: unknown): error is Error => error instanceof CodedError || error instanceof GraphQLError;

const importOne = async (
  file: PageFile,
  options: ImportOptions,
  importPage: (page: PageToImport) => Promise<ImportReport>,
  slugs: Map<string, string>,
): Promise<PageResult> => {
  const name = basename(file.page);
  try {
    const report = await importPage(readPageFile(file, options));
    const { slug } = report.post.post;
    const other = slugs.get(slug);
    slugs.set(slug, name);
    const error =
      other === undefined ? null : `has the slug "${slug}", as ${other}: it was imported as its next revision.`;
    return { name, report, error };
  } catch (error) {
    if (!isMistake(error)) throw error;
    return { name, report: null, error: error.message };
  }
};

const indented = (text: string): string => text.replaceAll('\n', '\n  ');

/** A line per page, and a line for each of its warnings. */
const linesOf = ({ name, report, error }: PageResult): string[] => {
  if (!report) return [`${name}: not imported`];
  const { post, claims, warnings } = report;
  const refused = claims?.refused.length ?? 0;
  const facts = claims ? `, ${claims.statements.length} claims` : '';
  return [
    `${name}: ${error === null ? '' : 'WARNING, '}${post.outcome.toLowerCase()} ${post.post.slug}${facts}${refused ? `, ${refused} left out` : ''}`,
    ...warnings.map(({ message }) => `  warning: ${message}`),
  ];
};

/** What a person must correct, by page. */
const problemsOf = ({ name, report, error }: PageResult): string[] => [
  ...(error === null ? [] : [`${name}: ${indented(error)}`]),
  ...(report?.claims?.refused ?? []).map(({ key, reason }) => `${name}: ${key}: ${indented(reason)}`),
];

const summaryOf = (results: readonly PageResult[]): string => {
  const count = (outcome: string) => results.filter(({ report }) => report?.post.outcome === outcome).length;
  const failed = results.filter(({ report }) => report === null).length;
  const refused = results.reduce((sum, { report }) => sum + (report?.claims?.refused.length ?? 0), 0);
  const warnings = results.reduce((sum, { report }) => sum + (report?.warnings.length ?? 0), 0);
  return (
    `${results.length} pages: ${count('CREATED')} created, ${count('REVISED')} revised, ${count('UNCHANGED')} unchanged, ` +
    `${failed} not imported; ${refused} claims left out; ${warnings} warnings`
  );
};

/**
 * Imports pages one after the other. A page that cannot be read or imported does not stop the others. Running it again changes
 * nothing, and imports what was corrected. The result lists each page, then what is to be corrected.
 */
export const importFolder = async (
  files: readonly PageFile[],
  options: ImportOptions,
  importPage: (page: PageToImport) => Promise<ImportReport>,
): Promise<CommandResult> => {
  const bar = progressBar(files.length);
  const slugs = new Map<string, string>();
  const results: PageResult[] = [];
  for (const file of files) {
    bar.draw(results.length, basename(file.page));
    results.push(await importOne(file, options, importPage, slugs));
  }
  bar.clear();
  const problems = results.flatMap(problemsOf);
  const incomplete = problems.length === 0 ? null : [...problems, 'Correct them and run the import again.'].join('\n');
  return { output: [...results.flatMap(linesOf), summaryOf(results)].join('\n'), incomplete };
};

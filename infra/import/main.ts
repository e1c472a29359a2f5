import { readWiznessPage } from '@wizness/content';
import type { ClaimProblem } from '@wizness/partnerships';
import { usageError, readCommandLine } from '../command/command-line';
import { runCommand } from '../command/run-command';
import { readClaimsFile } from './claims-file';
import { importPage } from './import-page';
import { readBytes } from './read-file';
import { reportText } from './report-text';
import { readSpansFile } from './spans-file';

const USAGE = `npm run import -- PAGE [--claims CLAIMS] [--spans SPANS] [--slug SLUG] [--strict]

PAGE    a Wizness page saved as plain text in UTF-8
CLAIMS  the claims that a reviewer makes about the page (schema/claims.schema.json)
SPANS   texts by name, for claims that quote "#NAME" instead of the words
SLUG    slug of the post; defaults to that of the claims file, or to one made from the title.
        Importing under the same slug again adds a revision.
--strict  imports all claims or nothing. By default, claims that are not valid are left out and
        listed, and the command exits with 2.`;

const readArguments = () => {
  const { values, positionals } = readCommandLine(USAGE, {
    claims: { type: 'string' },
    spans: { type: 'string' },
    slug: { type: 'string' },
    strict: { type: 'boolean', default: false },
  });
  const [page, ...more] = positionals;
  if (page === undefined || more.length > 0) throw usageError('Name one page.', USAGE);
  if (values.spans !== undefined && values.claims === undefined) {
    throw usageError('--spans gives texts that claims quote: give --claims too.', USAGE);
  }
  return { page, ...values };
};

const readInput = () => {
  const { page, claims, spans, slug, strict } = readArguments();
  return {
    page: readWiznessPage(readBytes(page)),
    claims: claims === undefined ? null : readClaimsFile(claims),
    spans: spans === undefined ? {} : readSpansFile(spans),
    slug,
    strict,
  };
};

/** The claims that were left out, each with how to correct it; null if there are none. */
const refusedText = (refused: readonly ClaimProblem[]): string | null => {
  if (refused.length === 0) return null;
  const lines = refused.map(({ key, reason }) => `  ${key}: ${reason}`);
  return `${refused.length === 1 ? '1 claim was' : `${refused.length} claims were`} left out:\n${lines.join('\n')}\nCorrect them and run the import again.`;
};

runCommand('import', readInput, async (services, input) => {
  const report = await importPage(services, input);
  return { output: reportText(report), incomplete: refusedText(report.claims?.refused ?? []) };
});

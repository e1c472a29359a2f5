import { readWiznessPage } from '@wizness/content';
import { usageError, readCommandLine } from '../command/command-line';
import { runCommand } from '../command/run-command';
import { readClaimsFile } from './claims-file';
import { readBytes } from './read-file';
import { importPage, type ImportReport } from './import-page';
import { readSpansFile } from './spans-file';

const USAGE = `npm run import -- PAGE [--claims CLAIMS] [--spans SPANS] [--slug SLUG]

PAGE    a Wizness page saved as plain text, in UTF-8
CLAIMS  what a reviewer claims that it says (schema/claims.schema.json)
SPANS   texts by name, for claims that quote "#NAME" instead of the words
SLUG    what the post is known by; made of the title, or the claims file's, unless given. The same slug again is a revision.`;

const readArguments = () => {
  const { values, positionals } = readCommandLine(USAGE, {
    claims: { type: 'string' },
    spans: { type: 'string' },
    slug: { type: 'string' },
  });
  const [page, ...more] = positionals;
  if (page === undefined || more.length > 0) throw usageError('Name one page.', USAGE);
  if (values.spans !== undefined && values.claims === undefined) {
    throw usageError('--spans names the texts that claims quote: give --claims too.', USAGE);
  }
  return { page, ...values };
};

const tell = ({ title, post, mentions, claims, warnings }: ImportReport): string => {
  const { slug, revision } = post.post;
  const lines = [
    `${title}`,
    `  post ${slug}: ${post.outcome.toLowerCase()}, revision ${revision}, ${mentions} mentions`,
  ];
  if (claims) {
    const counts = Object.entries(claims.counts).map(([outcome, count]) => `${count} ${outcome.toLowerCase()}`);
    lines.push(`  ${Object.keys(claims.subjects).length} subjects; facts: ${counts.join(', ')}`);
    for (const { key, field, kept, given } of claims.differences) {
      lines.push(`  kept ${field} of ${key} as ${JSON.stringify(kept)}; the claims say ${JSON.stringify(given)}`);
    }
  }
  return [...lines, ...warnings.map((warning) => `  warning: ${warning}`)].join('\n');
};

const read = () => {
  const { page, claims, spans, slug } = readArguments();
  return {
    page: readWiznessPage(readBytes(page)),
    claims: claims === undefined ? null : readClaimsFile(claims),
    spans: spans === undefined ? {} : readSpansFile(spans),
    slug,
  };
};

runCommand('import', read, async (services, input) => tell(await importPage(services, input)));

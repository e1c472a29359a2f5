import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PageError } from '@wizness/content';
import { createLogger, EnvironmentError, systemClock } from '@wizness/kernel';
import { ClaimsError } from '@wizness/partnerships';
import { GraphQLError } from 'graphql';
import { withDatabase } from '../postgres/with-database';
import { readImportEnvironment } from './environment';
import { ImportError } from './import-error';
import { importPage, type ImportReport } from './import-page';
import { readClaimsFile, readSpansFile } from './json-file';
import { withServices } from './open-services';

const USAGE = `npm run import -- PAGE [--claims CLAIMS] [--spans SPANS] [--slug SLUG]

PAGE    a Wizness page saved as plain text, in UTF-8
CLAIMS  what a reviewer claims that it says (schema/claims.schema.json)
SPANS   texts by name, for claims that quote "#NAME" instead of the words
SLUG    what the post is known by; made of the title, or the claims file's, unless given. The same slug again is a revision.`;

const readArguments = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { claims: { type: 'string' }, spans: { type: 'string' }, slug: { type: 'string' } },
    });
    const [page, ...more] = positionals;
    if (page === undefined || more.length > 0) throw new ImportError(`Name one page.\n\n${USAGE}`);
    return { page, ...values };
  } catch (error) {
    throw error instanceof ImportError ? error : new ImportError(`${(error as Error).message}\n\n${USAGE}`);
  }
};

const readPage = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    throw new ImportError(`${path} can not be read. Is the path right?`);
  }
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

const run = async (): Promise<void> => {
  const { page, claims, spans, slug } = readArguments();
  const bytes = readPage(page);
  const input = {
    page: bytes,
    claims: claims === undefined ? null : readClaimsFile(claims),
    spans: spans === undefined ? {} : readSpansFile(spans),
    slug,
  };
  const environment = readImportEnvironment();
  const log = createLogger('import', environment.LOG_LEVEL);
  const report = await withDatabase(environment, (url) =>
    withServices(url, systemClock, log, (services) => importPage(services, input)),
  );
  process.stdout.write(`${tell(report)}\n`);
};

/** Errors whose words are meant for whoever typed the command. */
const SPOKEN = [PageError, ClaimsError, ImportError, EnvironmentError, GraphQLError];

run().catch((error: unknown) => {
  const isSpoken = SPOKEN.some((type) => error instanceof type);
  process.stderr.write(`${isSpoken ? (error as Error).message : String((error as Error)?.stack ?? error)}\n`);
  process.exitCode = 1;
});

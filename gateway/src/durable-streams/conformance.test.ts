import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWritableStreams } from '../../test/support/writable-streams';

const LONG_POLL_MS = 1000;

/** The tests of the suite that read. The others create, write, fork, close and delete streams, which the product does not. */
const READS = [
  'Read Operations',
  'Long-Poll',
  'HTTP Protocol should (return correct headers on GET|return empty body|read from)',
  'Browser Security Headers .*(GET|HEAD|SSE|long-poll|error) responses',
  'HEAD Metadata should',
  'Offset Validation and Resumability',
  'Caching and ETag',
  'Chunking and Large',
  'Read-Your-Writes',
  // Without streams of bytes: posts are JSON.
  'SSE Mode (?!.*(base64|binary))',
  'JSON Mode should (return|preserve|handle|work)',
  'Byte-Exactness',
  'Offset Validation Properties',
].join('|');

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Runs a part of the conformance suite. Returns the names of the tests that ran, by what became of them. */
const runSuite = async (url: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const folder = mkdtempSync(join(tmpdir(), 'wizness-conformance-'));
  const report = join(folder, 'report.json');
  const program = join(__dirname, '../../test/conformance/run.mjs');
  try {
    await new Promise<void>((resolve) => {
      execFile(process.execPath, [program, url, String(LONG_POLL_MS), READS, report], () => resolve());
    });
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const results = new Map<string, string[]>();
    for (const { fullName, status } of testResults.flatMap(({ assertionResults }) => assertionResults))
      results.set(status, [...(results.get(status) ?? []), fullName]);
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('Streams pass the tests of the conformance suite of Durable Streams that read', async () => {
  const streams = await openWritableStreams(LONG_POLL_MS);
  const results = await runSuite(streams.url);
  await streams.close();
  expect(results.get('failed')).toBeUndefined();
  expect(results.get('passed')?.length).toBeGreaterThan(80);
});

/**
 * Runs the tests of the conformance suite of Durable Streams whose full names match: `run.mjs URL LONG_POLL_MS PATTERN REPORT`.
 * Writes what became of each to the file REPORT, as JSON. The exit code is 0 if all have passed.
 */
import { startVitest } from 'vitest/node';

const [baseUrl, longPollMs, testNamePattern, outputFile] = process.argv.slice(2);

const vitest = await startVitest('test', [], {
  root: import.meta.dirname,
  include: ['suite.mjs'],
  provide: { baseUrl, longPollMs: Number(longPollMs) },
  testNamePattern,
  reporters: ['json'],
  outputFile,
  watch: false,
});
await vitest.close();

#!/usr/bin/env node
// Verifies exported facts: `node verify.mjs [PACKAGE.zip | FOLDER | FACTS.ndjson | FACT.json | URL] [--root SHA256]`.
// Needs Node 20 and nothing else. Files are verified without the network; of a URL, the texts of the sources are fetched too.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const PREFIX = 'wizness fact v1\n';
const NOT_HASHED = new Set([
  'entity_name',
  'hash',
  'page',
  'said_by_name',
  'sources',
  'status',
  'subject',
  'subject_name',
]);

const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** JSON in the canonical form of RFC 8785. Facts have no fractions: decimals are text. */
export const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
};

/** The hash that a fact should have. */
export const hashOf = (fact) =>
  sha256(PREFIX + canonical(Object.fromEntries(Object.entries(fact).filter(([key]) => !NOT_HASHED.has(key)))));

/** The text of a cell of CSV without the apostrophe that guards a formula. */
export const unguarded = (cell) => (cell.startsWith("'") ? cell.slice(1) : cell);

/** Whether a quote stands in the text at its offsets, in code points. Null: the offsets are not known. */
const isAtOffsets = (text, { quote, start, end }) => {
  if (start === null || end === null) return null;
  return Array.from(text).slice(start, end).join('') === quote;
};

/** What does not hold of one fact. `textOf` gives the bytes of a source, or null. */
export const problemsOf = async (fact, textOf, counts) => {
  const problems = [];
  if (fact.hash !== hashOf(fact)) problems.push('the fact is not what its hash was made of');
  for (const citation of fact.citations) {
    const bytes = citation.source_sha256 === null ? null : await textOf(citation);
    if (bytes === null) {
      counts.unread += 1;
      continue;
    }
    if (sha256(bytes) !== citation.source_sha256) {
      problems.push(`the text of ${citation.source} is not the one that was cited`);
      continue;
    }
    const stands = isAtOffsets(bytes.toString('utf8'), citation);
    if (stands === null) counts.unplaced += 1;
    else if (stands) counts.quotes += 1;
    else
      problems.push(
        `the quote "${citation.quote}" is not at ${citation.start} to ${citation.end} of ${citation.source}`,
      );
  }
  return problems;
};

/** The files of a zip archive, by name. */
export const unzip = (archive) => {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error('The file is no zip archive.');
  const files = new Map();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(start, start + size);
    files.set(archive.toString('utf8', at + 46, at + 46 + name), method === 0 ? data : inflateRawSync(data));
    at += 46 + name + extra + comment;
  }
  return files;
};

/** The files of a folder and of the folder `sources` in it, by name. */
const readFolder = (folder) => {
  const files = new Map();
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files.set(name.replaceAll('\\', '/'), readFileSync(path));
  }
  return files;
};

/** What the list of digests does not allow: files that are changed, missing or not listed. */
const problemsOfManifest = (files, manifest) => {
  const problems = [];
  const listed = new Map(
    manifest
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  for (const [name, digest] of listed) {
    const file = files.get(name);
    if (!file) problems.push(`${name} is missing`);
    else if (sha256(file) !== digest) problems.push(`${name} was changed`);
  }
  for (const name of files.keys()) {
    if (name !== 'manifest.sha256' && !listed.has(name)) problems.push(`${name} is not in manifest.sha256`);
  }
  return problems;
};

/** Rows of NDJSON or of one JSON value. What a delta says of facts that are gone is left out. */
const factsIn = (text) => {
  const lines = text.trimStart().startsWith('[')
    ? JSON.parse(text)
    : text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
  return lines.filter((row) => row.hash !== undefined);
};

const load = async (url) => {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (response.status === 404) return null;
  if (!response.ok)
    throw new Error(`${url} responds with ${response.status}: ${(await response.text()).slice(0, 300)}`);
  return Buffer.from(await response.arrayBuffer());
};

/** The address of the file: a page of a fact has its JSON beside it. */
const fileOf = (url) => {
  const { pathname } = url;
  return /\/facts\/[^/.]+$/.test(pathname) ? new URL(`${pathname}.json${url.search}`, url) : url;
};

/** Opens what is to be verified: its facts, the texts of its sources, and the files of a package. */
const open = async (target) => {
  const fromFiles = (files) => ({
    files,
    text: files.get('facts.ndjson')?.toString() ?? '',
    textOf: async ({ source_sha256: digest }) => files.get(`sources/${digest}.txt`) ?? null,
  });
  if (/^https?:/.test(target)) {
    const url = fileOf(new URL(target));
    const bytes = await load(url);
    if (bytes === null) throw new Error(`There is nothing at ${url}.`);
    if (url.pathname.endsWith('.zip')) return fromFiles(unzip(bytes));
    const base = url.pathname.replace(/\/(exports|facts)\/[^/]*$/, '');
    const texts = new Map();
    const textOf = ({ source, source_sha256: digest }) => {
      if (!texts.has(source)) texts.set(source, load(new URL(`${base}/exports/sources/${source}.txt`, url)));
      return texts.get(source).then((text) => (digest === null ? null : text));
    };
    return { files: null, text: bytes.toString(), textOf };
  }
  if (!existsSync(target)) throw new Error(`There is no file ${target}.`);
  if (statSync(target).isDirectory()) return fromFiles(readFolder(target));
  if (target.endsWith('.zip')) return fromFiles(unzip(readFileSync(target)));
  const folder = join(dirname(target), 'sources');
  const textOf = async ({ source_sha256: digest }) => {
    const path = join(folder, `${basename(String(digest))}.txt`);
    return existsSync(path) ? readFileSync(path) : null;
  };
  return { files: null, text: readFileSync(target, 'utf8'), textOf };
};

/** Verifies a target. Returns what does not hold, and how much was checked. */
export const verify = async (target, root = null) => {
  const { files, text, textOf } = await open(target);
  const counts = { facts: 0, quotes: 0, unread: 0, unplaced: 0 };
  const problems = [];
  const manifest = files?.get('manifest.sha256') ?? null;
  if (files) problems.push(...(manifest ? problemsOfManifest(files, manifest) : ['manifest.sha256 is missing']));
  const digest = sha256(manifest ?? text);
  if (root !== null && digest !== root) problems.push(`the root is ${digest}, not the one given`);
  const seen = new Set();
  for (const fact of factsIn(text)) {
    counts.facts += 1;
    if (seen.has(fact.fact)) problems.push(`${fact.fact}: there are two rows`);
    seen.add(fact.fact);
    for (const problem of await problemsOf(fact, textOf, counts)) problems.push(`${fact.version_id}: ${problem}`);
  }
  return { problems, counts, root: digest, isRooted: root !== null };
};

const print = (line) => process.stdout.write(`${line}\n`);

const LIMITS = [
  'that a source said so: only that this text was held when the facts were recorded',
  'that nothing was left out before the root was made',
  'that the times are right, that copies have the origin that is given, and that a quote means what the value says',
];

const main = async () => {
  const given = process.argv.slice(2);
  const at = given.indexOf('--root');
  const [root = null] = at < 0 ? [] : given.splice(at, 2).slice(1);
  const target = given[0] ?? dirname(fileURLToPath(import.meta.url));
  const { problems, counts, root: digest, isRooted } = await verify(target, root);
  for (const problem of problems) print(`does not hold: ${problem}`);
  print(`${counts.facts} facts: ${problems.length === 0 ? 'all hashes hold' : `${problems.length} problems`}`);
  print(`${counts.quotes} quotes are at their offsets in texts with the hash that was cited`);
  if (counts.unplaced > 0) print(`${counts.unplaced} quotes have no offsets: not checked`);
  if (counts.unread > 0) print(`${counts.unread} quotes have no text here: not checked`);
  print(`root: ${digest}`);
  if (!isRooted) {
    print('Not proved without a root that was kept elsewhere (--root): that no fact was dropped, and that no one who');
    print('changed a fact made its hash anew.');
  }
  print(`Not proved by any file: ${LIMITS.join('; ')}.`);
  if (problems.length > 0) process.exitCode = 1;
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  });
}

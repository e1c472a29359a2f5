import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ExportTable } from '../export-column';
import { FACT_COLUMNS } from '../fact-columns';
import { type TableFormat, writeTable } from '../format/formats';
import { croissant } from './croissant';
import { licenceText, readmeOf } from './package-texts';
import type { PackageSubject, PackedFile } from './packed-file';
import { roCrate } from './ro-crate';

/** The script that verifies a package, which is part of each. */
const VERIFY_SCRIPT = join(__dirname, '../../../verify.mjs');

/** The tables of a package, and what describes them. */
export interface PackageContents {
  readonly tables: Readonly<Record<'facts' | 'organisations' | 'network', ExportTable>>;
  /** The vocabulary, for dictionary.json. */
  readonly vocabulary: object;
  /** The text of a source by its id. Null: the caller may not read it. */
  readonly textOf: (sourceId: string) => Promise<string | null>;
}

const TABLES = [
  ['facts', 'ndjson', 'application/x-ndjson', 'The facts, one JSON object per line'],
  ['facts', 'csv', 'text/csv', 'The facts as CSV'],
  ['facts', 'parquet', 'application/vnd.apache.parquet', 'The facts as Apache Parquet'],
  ['organisations', 'ndjson', 'application/x-ndjson', 'The organisations, one JSON object per line'],
  ['organisations', 'csv', 'text/csv', 'The organisations as CSV'],
  ['network', 'graphml', 'application/graphml+xml', 'The network of relations as GraphML'],
  ['network', 'csv', 'text/csv', 'The relations as CSV'],
] as const satisfies readonly (readonly [keyof PackageContents['tables'], TableFormat, string, string])[];

type Chunks = AsyncIterable<Uint8Array>;

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Writes files one after the other, with their sizes and digests. */
class Archive {
  private readonly zip = new ZipFile();
  readonly files: PackedFile[] = [];
  private current: Readable | null = null;

  constructor(private readonly modifiedAt: Date) {
    // Whoever stops reading stops the file that is being written.
    this.output.once('close', () => this.current?.destroy());
  }

  get output(): Readable {
    return this.zip.outputStream as Readable;
  }

  async add(name: string, mediaType: string, description: string, chunks: Chunks): Promise<void> {
    const sha256 = createHash('sha256');
    let bytes = 0;
    async function* measured(): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        sha256.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }
    await new Promise<void>((resolve, reject) => {
      const stream = Readable.from(measured(), { objectMode: false });
      stream
        .once('end', resolve)
        .once('error', reject)
        .once('close', () => reject(new Error('The package is not read.')));
      this.current = stream;
      this.zip.addReadStream(stream, name, { mtime: this.modifiedAt, mode: 0o100644 });
    });
    this.files.push({ name, mediaType, description, bytes, sha256: sha256.digest('hex') });
  }

  end(): void {
    this.zip.end();
  }

  /** Lets the reader see that the archive ends too early. */
  fail(error: Error): void {
    this.output.destroy(error);
  }
}

/** Passes lines on, and notes the sources that they cite. */
async function* notingSources(chunks: Chunks, found: Map<string, string>): Chunks & AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (const line of Buffer.from(chunk).toString().split('\n')) {
      if (line === '') continue;
      const { citations } = JSON.parse(line) as { citations: { source: string; source_sha256: string | null }[] };
      for (const { source, source_sha256: digest } of citations) if (digest !== null) found.set(source, digest);
    }
    yield chunk;
  }
}

const writeAll = async (archive: Archive, contents: PackageContents, subject: PackageSubject): Promise<void> => {
  const { tables, vocabulary, textOf } = contents;
  const sources = new Map<string, string>();
  for (const [table, format, mediaType, description] of TABLES) {
    const chunks = writeTable(format, tables[table], null);
    const isMain = table === 'facts' && format === 'ndjson';
    await archive.add(`${table}.${format}`, mediaType, description, isMain ? notingSources(chunks, sources) : chunks);
  }
  const written = new Set<string>();
  for (const [id, digest] of [...sources].toSorted(([, one], [, other]) => (one < other ? -1 : 1))) {
    const text = written.has(digest) ? null : await textOf(id);
    if (text === null) continue;
    written.add(digest);
    await archive.add(`sources/${digest}.txt`, 'text/plain; charset=utf-8', `The text of ${id}`, bytesOf(text));
  }
  const json = (value: object): Chunks => bytesOf(`${JSON.stringify(value, null, 2)}\n`);
  const columns = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.columns]));
  await archive.add(
    'dictionary.json',
    'application/json',
    'Columns, properties and units',
    json({ columns, ...vocabulary }),
  );
  await archive.add('LICENSE', 'text/plain', 'What may be done with it', bytesOf(licenceText(subject.licence)));
  await archive.add('README.md', 'text/markdown', 'What is in the package', bytesOf(readmeOf(subject)));
  const script = readFileSync(VERIFY_SCRIPT, 'utf8');
  await archive.add('verify.mjs', 'text/javascript', 'Verifies the package', bytesOf(script));
  const described = [...archive.files];
  await archive.add(
    'croissant.json',
    'application/ld+json',
    'Croissant metadata',
    json(croissant(described, FACT_COLUMNS, subject)),
  );
  const crate = roCrate(archive.files, subject);
  await archive.add('ro-crate-metadata.json', 'application/ld+json', 'RO-Crate metadata', json(crate));
  const manifest = archive.files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  await archive.add('manifest.sha256', 'text/plain', 'Digests', bytesOf(manifest));
  archive.end();
};

/** A zip archive with the tables, the texts of the sources, what describes them, and what verifies them. */
export const writePackage = (contents: PackageContents, subject: PackageSubject): Chunks => {
  const archive = new Archive(subject.knownAt);
  writeAll(archive, contents, subject).catch((error: Error) => archive.fail(error));
  return archive.output;
};

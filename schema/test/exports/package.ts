import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzip, verify } from '@wizness/partnerships/verify.mjs';
import type { Answer } from '../support/exports';

interface Exports {
  /** Takes a file in one process, and from the services. */
  take(path: string): Promise<Answer>;
  remotely(path: string): Promise<Answer>;
}

/** Tests of `/exports/package.zip`. */
export const describePackage = ({ take, remotely }: Exports): void => {
  describe('The package', () => {
    let archive: Buffer;
    let files: ReadonlyMap<string, Buffer>;
    let folder: string;
    const json = (name: string) => JSON.parse(String(files.get(name))) as Record<string, unknown>;

    beforeAll(async () => {
      archive = (await take('package.zip')).body;
      files = unzip(archive);
      folder = mkdtempSync(join(tmpdir(), 'wizness-package-'));
      writeFileSync(join(folder, 'package.zip'), archive);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    test('Is as long in both modes, with the same facts as the export', async () => {
      expect((await remotely('package.zip')).body.length).toBe(archive.length);
      expect(files.get('facts.ndjson')?.equals((await take('facts.ndjson')).body)).toBe(true);
      expect(files.get('facts.csv')?.equals((await take('facts.csv')).body)).toBe(true);
      const { columns } = json('dictionary.json') as { columns: Record<string, { name: string }[]> };
      const [header] = String(files.get('facts.csv')).split('\r\n');
      expect(columns['facts']?.map(({ name }) => name).join()).toBe(header);
    });

    test('Verifies itself without the network, and finds what was changed, dropped or added', async () => {
      const path = join(folder, 'package.zip');
      const { problems, counts, root } = await verify(path);
      expect(problems).toEqual([]);
      expect(counts).toMatchObject({ unread: 0 });
      expect(counts.quotes).toBeGreaterThan(counts.facts / 2);
      expect((await verify(path, root)).problems).toEqual([]);
      expect((await verify(path, '0'.repeat(64))).problems).toHaveLength(1);
      for (const [name, bytes] of files) {
        mkdirSync(dirname(join(folder, 'all', name)), { recursive: true });
        writeFileSync(join(folder, 'all', name), bytes);
      }
      const run = () => spawnSync(process.execPath, [join(folder, 'all', 'verify.mjs')], { encoding: 'utf8' });
      expect(run()).toMatchObject({ status: 0, stderr: '' });
      const facts = String(files.get('facts.ndjson'));
      writeFileSync(join(folder, 'all', 'facts.ndjson'), facts.replace('"amount":"30"', '"amount":"31"'));
      writeFileSync(join(folder, 'all', 'added.txt'), '');
      const { status, stdout } = run();
      expect(status).toBe(1);
      expect(stdout).toContain('does not hold: facts.ndjson was changed');
      expect(stdout).toContain('does not hold: added.txt is not in manifest.sha256');
      expect(stdout).toContain('the fact is not what its hash was made of');
    });

    /** What RO-Crate 1.3 demands of the file, of its root, and of each file that it names. */
    test('Has RO-Crate 1.3 metadata by the rules of its specification', () => {
      const crate = json('ro-crate-metadata.json') as { '@context': string; '@graph': Record<string, unknown>[] };
      expect(crate['@context']).toBe('https://w3id.org/ro/crate/1.3/context');
      const entities = new Map(crate['@graph'].map((entity) => [entity['@id'], entity]));
      expect(entities.size).toBe(crate['@graph'].length);
      expect(entities.get('ro-crate-metadata.json')).toEqual({
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        about: { '@id': './' },
        conformsTo: { '@id': 'https://w3id.org/ro/crate/1.3' },
      });
      const root = entities.get('./') as Record<string, { '@id': string }> & { hasPart: { '@id': string }[] };
      expect(root).toMatchObject({ '@type': 'Dataset', name: expect.any(String), description: expect.any(String) });
      expect(String(root['datePublished'])).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(entities.get(root['license']?.['@id'])).toMatchObject({
        name: expect.any(String),
        description: expect.any(String),
      });
      for (const { '@id': id } of root.hasPart) {
        const bytes = files.get(id);
        expect(entities.get(id)).toMatchObject({
          ...{
            '@type': 'File',
            name: expect.any(String),
            description: expect.any(String),
            encodingFormat: expect.any(String),
          },
          ...{
            contentSize: String(bytes?.length),
            sha256: createHash('sha256')
              .update(bytes ?? '')
              .digest('hex'),
          },
        });
      }
      const own = ['ro-crate-metadata.json', 'manifest.sha256'];
      expect(root.hasPart.map((part) => part['@id']).toSorted()).toEqual(
        [...files.keys()].filter((name) => !own.includes(name)).toSorted(),
      );
      // Whatever is referred to is described, or is of the specification itself.
      const references = JSON.stringify(crate['@graph']).matchAll(/\{"@id":"([^"]+)"\}/g);
      for (const [, id] of references) expect(entities.has(id) || id === 'https://w3id.org/ro/crate/1.3').toBe(true);
    });

    test('Has Croissant 1.1 metadata by the rules of its specification', () => {
      const croissant = json('croissant.json') as {
        distribution: Record<string, string>[];
        recordSet: { key: { '@id': string }; field: Record<string, unknown>[] }[];
      };
      expect(croissant).toMatchObject({
        '@type': 'sc:Dataset',
        conformsTo: 'http://mlcommons.org/croissant/1.1',
        ...Object.fromEntries(
          ['name', 'description', 'license', 'url', 'datePublished'].map((name) => [name, expect.any(String)]),
        ),
        creator: { name: expect.any(String) },
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      });
      for (const { '@id': id = '', contentUrl = '', encodingFormat, sha256 } of croissant.distribution) {
        expect(contentUrl).toBe(id);
        expect(encodingFormat).toMatch(/^[a-z]+\/[a-z0-9.+-]+/);
        expect(sha256).toBe(
          createHash('sha256')
            .update(files.get(contentUrl) ?? '')
            .digest('hex'),
        );
      }
      const [header = ''] = String(files.get('facts.csv')).split('\r\n');
      const [facts] = croissant.recordSet;
      const ids = facts?.field.map((field) => field['@id']);
      expect(ids).toContain(facts?.key['@id']);
      expect(facts?.field.map(({ source }) => (source as { extract: { column: string } }).extract.column)).toEqual(
        header.split(','),
      );
    });
  });
};

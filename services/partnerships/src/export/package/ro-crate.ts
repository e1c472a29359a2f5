import { licenceNotice } from './package-texts';
import { PACKAGE_DESCRIPTION, PACKAGE_NAME, type PackageSubject, type PackedFile } from './packed-file';

const SPECIFICATION = 'https://w3id.org/ro/crate/1.3';

const reference = (id: string) => ({ '@id': id });

/** `ro-crate-metadata.json` as of RO-Crate 1.3: what the package is, each of its files, and how they were made. */
export const roCrate = (
  files: readonly PackedFile[],
  { siteUrl, knownAt, request, licence }: PackageSubject,
): object => {
  const instant = knownAt.toISOString();
  return {
    '@context': `${SPECIFICATION}/context`,
    '@graph': [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        about: reference('./'),
        conformsTo: reference(SPECIFICATION),
      },
      {
        '@id': './',
        '@type': 'Dataset',
        name: PACKAGE_NAME,
        description: PACKAGE_DESCRIPTION,
        datePublished: instant,
        license: reference(licence?.url ?? 'LICENSE'),
        publisher: reference(`${siteUrl}/`),
        hasPart: files.map(({ name }) => reference(name)),
        mentions: reference('#export'),
      },
      ...files.map(({ name, description, mediaType, bytes, sha256 }) => ({
        '@id': name,
        '@type': 'File',
        name,
        description,
        encodingFormat: mediaType,
        contentSize: String(bytes),
        sha256,
      })),
      ...(licence
        ? [{ '@id': licence.url, '@type': 'CreativeWork', name: licence.name, description: licenceNotice(licence) }]
        : []),
      { '@id': `${siteUrl}/`, '@type': 'Organization', name: 'Wizness Graph', url: `${siteUrl}/` },
      { '@id': '#program', '@type': 'SoftwareApplication', name: 'Wizness Graph', url: `${siteUrl}/` },
      {
        '@id': '#export',
        '@type': 'CreateAction',
        name: 'Export of the graph',
        instrument: reference('#program'),
        object: reference(`${siteUrl}${request}`),
        endTime: instant,
        result: reference('./'),
      },
      { '@id': `${siteUrl}${request}`, '@type': 'WebPage', name: 'The address that this package was taken from' },
    ],
  };
};

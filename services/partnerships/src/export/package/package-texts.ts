import type { Licence } from '../../environment';
import type { PackageSubject } from './packed-file';

/** `README.md` of a package. */
export const readmeOf = ({ siteUrl, knownAt, request }: PackageSubject): string => `# Facts of Wizness Graph

Taken from ${siteUrl}${request} as it was known at ${knownAt.toISOString()}.

| file | contents |
|---|---|
| facts.ndjson, facts.csv, facts.parquet | the facts; NDJSON has everything |
| organisations.ndjson, organisations.csv | the organisations |
| network.graphml, network.csv | who takes part in what, belongs to what, has a role in what |
| sources/ | the texts of the sources, named by their SHA-256; those that may not be published are missing |
| dictionary.json | every column, property and unit |
| manifest.sha256 | the SHA-256 of each file; its own SHA-256 is the root of the package |
| verify.mjs | verifies all of it, without the network |
| ro-crate-metadata.json, croissant.json | what the package is, for programs |

Verify it with Node 20 or newer: \`node verify.mjs\`. Keep the root that it prints elsewhere, and pass it later with \`--root\`:
only that shows that nobody has changed facts together with their hashes, or left some out.

In CSV, a text that a spreadsheet would run as a formula begins with an apostrophe: take it away. Offsets count Unicode code
points from 0. \`fact\` is the key: it stays the same in later versions. Facts that contradict each other are all here.
`;

/** What a package says of its licence, in one sentence. */
export const licenceNotice = (licence: Licence | null): string =>
  licence === null
    ? 'The publisher of this data has not stated a licence for it.'
    : `This data may be used under ${licence.name}: ${licence.url}`;

/** `LICENSE` of a package: what may be done with it. */
export const licenceText = (licence: Licence | null): string => `${licenceNotice(licence)}

Statements of fact are stated by the sources that are cited. The quotes and the texts of the sources belong to their authors and
publishers; they are here as evidence of what was said. Ask the publisher of the data, or the author of a text, before you publish
more of it than a quotation. verify.mjs may be used, changed and passed on under the MIT licence.
`;

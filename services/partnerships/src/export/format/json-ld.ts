import { type ExportRow, type ExportTable, rowsIn } from '../export-column';

/** Inline, so that a file can be read without the network. */
const CONTEXT = {
  '@vocab': 'https://schema.org/',
  prov: 'http://www.w3.org/ns/prov#',
  oa: 'http://www.w3.org/ns/oa#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  wizness: 'urn:wizness:term:',
};

const iri = (id: unknown): string => `urn:wizness:${String(id)}`;

const withoutNulls = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null && part !== undefined));

interface Citation {
  readonly source: string;
  readonly quote: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** A quote and its place in the text of its source, as of the Web Annotation Data Model. Offsets are code points. */
const quotation = ({ source, quote, start, end }: Citation) => ({
  '@type': 'oa:SpecificResource',
  'oa:hasSource': { '@id': iri(source) },
  'oa:hasSelector': [
    { '@type': 'oa:TextQuoteSelector', 'oa:exact': quote },
    ...(start === null || end === null
      ? []
      : [{ '@type': 'oa:TextPositionSelector', 'oa:start': start, 'oa:end': end }]),
  ],
});

const decimal = (value: unknown) => value && { '@type': 'xsd:decimal', '@value': value };

const valueOf = (row: ExportRow): unknown => {
  if (row['entity'] != null) return { '@id': iri(row['entity']), name: row['entity_name'] };
  return decimal(row['amount']) ?? row['text'] ?? row['date'] ?? row['boolean'];
};

/** A day that is known exactly. Anything else is EDTF, which has no term there. */
const exactDay = (row: ExportRow): unknown =>
  row['from_earliest'] !== null && row['from_earliest'] === row['to_latest'] ? row['from_earliest'] : null;

const observation = (row: ExportRow) =>
  withoutNulls({
    '@id': iri(row['version_id']),
    '@type': ['Observation', 'prov:Entity'],
    identifier: row['fact'],
    observationAbout: withoutNulls({ '@id': iri(row['subject']), name: row['subject_name'] }),
    measuredProperty: row['property'],
    'wizness:measure': row['measure'],
    'wizness:presence': row['presence'],
    value: valueOf(row),
    minValue: decimal(row['lower']),
    maxValue: decimal(row['upper']),
    unitText: row['unit'],
    observationDate: exactDay(row),
    'wizness:validFrom': row['valid_from'],
    'wizness:validTo': row['valid_to'],
    'wizness:due': row['due'],
    'wizness:country': row['country'],
    'wizness:confidence': row['confidence'],
    'wizness:status': row['status'],
    'wizness:rank': row['rank'],
    'wizness:version': row['version'],
    'wizness:hash': row['hash'],
    'prov:generatedAtTime': { '@type': 'xsd:dateTime', '@value': row['recorded_at'] },
    'prov:hadPrimarySource': (row['sources'] as readonly ExportRow[]).map(({ id, title, url }) =>
      withoutNulls({ '@id': iri(id), name: title, url }),
    ),
    'prov:wasDerivedFrom': (row['citations'] as readonly Citation[]).map(quotation),
  });

const organisation = (row: ExportRow) =>
  withoutNulls({
    '@id': iri(row['organisation']),
    '@type': 'Organization',
    name: row['name'],
    alternateName: (row['names'] as readonly ExportRow[]).map(({ value }) => value),
    url: row['homepage'],
    'wizness:kind': row['kind'],
    'wizness:country': row['country'],
    parentOrganization: row['parent'] === null ? null : { '@id': iri(row['parent']) },
    identifier: (row['identifiers'] as readonly ExportRow[]).map(({ scheme, value }) => ({
      '@type': 'PropertyValue',
      propertyID: scheme,
      value,
    })),
    // Not owl:sameAs: a merge can be undone.
    'prov:alternateOf': (row['merged'] as readonly string[]).map((id) => ({ '@id': iri(id) })),
  });

const NODES: Readonly<Record<string, (row: ExportRow) => object>> = { facts: observation, organisations: organisation };

/** JSON-LD: one graph with the terms of schema.org and of the provenance ontology, and its context in the file. */
export async function* writeJsonLd({ name, pages }: ExportTable): AsyncGenerator<string> {
  const nodeOf = NODES[name];
  if (!nodeOf) throw new TypeError(`${name} have no JSON-LD.`);
  yield `{"@context":${JSON.stringify(CONTEXT)},"@graph":[\n`;
  let separator = '';
  for await (const page of pages()) {
    yield separator +
      rowsIn(page)
        .map((row) => JSON.stringify(nodeOf(row)))
        .join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

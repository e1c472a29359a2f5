import type { AsOf } from '../../generated/operations';
import { useTexts } from '../../language/language';
import { useSiteHref } from '../../shell/site-href';

interface Properties {
  readonly table: 'facts' | 'organisations' | 'network';
  readonly formats: readonly ('csv' | 'ndjson' | 'jsonld' | 'parquet' | 'graphml' | 'json')[];
  /** As the graph takes it; null is everything. */
  readonly filter: object | null;
  readonly at: AsOf | null;
}

type Format = Properties['formats'][number];

const NAMES: Readonly<Record<Format, string>> = {
  csv: 'CSV',
  ndjson: 'NDJSON',
  jsonld: 'JSON-LD',
  parquet: 'Parquet',
  graphml: 'GraphML',
  json: 'JSON',
};

/** Path of a file with all rows of a filter. */
export const exportPath = (
  table: Properties['table'],
  format: Format,
  filter: Properties['filter'],
  at: Properties['at'],
): string => {
  const parameters = new URLSearchParams();
  if (filter !== null && Object.keys(filter).length > 0) parameters.set('filter', JSON.stringify(filter));
  if (at?.validAt) parameters.set('validAt', at.validAt);
  if (at?.knownAt) parameters.set('knownAt', at.knownAt);
  return `/exports/${table}.${format}${parameters.size === 0 ? '' : `?${parameters}`}`;
};

/** Files with all rows of a filter, not only those of the page. */
export const ExportLinks = ({ table, formats, filter, at }: Properties) => {
  const { takeAway } = useTexts();
  const siteHref = useSiteHref();
  return (
    <p className="exports">
      {takeAway.whole}{' '}
      {formats.map((format) => (
        <a key={format} href={siteHref(exportPath(table, format, filter, at))} download>
          {NAMES[format]}
        </a>
      ))}
    </p>
  );
};

import type { AsOf } from '../../generated/operations';
import { useTexts } from '../../language/language';
import { useSiteHref } from '../../shell/site-href';

interface Properties {
  readonly table: 'facts' | 'organisations' | 'network';
  readonly formats: readonly ('csv' | 'ndjson' | 'jsonld' | 'parquet' | 'graphml')[];
  /** As the graph takes it; null is everything. */
  readonly filter: object | null;
  readonly at: AsOf | null;
}

const NAMES: Readonly<Record<Properties['formats'][number], string>> = {
  csv: 'CSV',
  ndjson: 'NDJSON',
  jsonld: 'JSON-LD',
  parquet: 'Parquet',
  graphml: 'GraphML',
};

/** Files with all rows of a filter, not only those of the page. */
export const ExportLinks = ({ table, formats, filter, at }: Properties) => {
  const { takeAway } = useTexts();
  const siteHref = useSiteHref();
  const parameters = new URLSearchParams();
  if (filter !== null && Object.keys(filter).length > 0) parameters.set('filter', JSON.stringify(filter));
  if (at?.validAt) parameters.set('validAt', at.validAt);
  if (at?.knownAt) parameters.set('knownAt', at.knownAt);
  const query = parameters.size === 0 ? '' : `?${parameters}`;
  return (
    <p className="exports">
      {takeAway.whole}{' '}
      {formats.map((format) => (
        <a key={format} href={siteHref(`/exports/${table}.${format}${query}`)} download>
          {NAMES[format]}
        </a>
      ))}
    </p>
  );
};

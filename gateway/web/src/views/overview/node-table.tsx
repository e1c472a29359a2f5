import { Link } from '@tanstack/react-router';
import { formatCount } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { SubjectLink } from '../../parts/subject-link';
import { useFilterForm } from '../../shell/use-filter-form';
import type { OverviewSearch } from './filter';
import type { Overview } from './overview';

const PAGE = 50;

/** A text without case and accents, for the search in names. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

interface Properties {
  readonly overview: Overview;
  readonly search: OverviewSearch;
}

/** All nodes as a table of pages, with a search in their names. */
export const NodeTable = ({ overview, search }: Properties) => {
  const { network, facts } = useTexts();
  const { overview: texts } = network;
  const language = useLanguage();
  const enumLabel = useEnumLabel();
  const form = useFilterForm();
  const count = (number: number): string => formatCount(language, number);
  const words = folded(search.q ?? '');
  const found = overview.nodes.filter(({ name }) => folded(name).includes(words));
  const pages = Math.max(Math.ceil(found.length / PAGE), 1);
  const page = Math.min(Math.max(Math.trunc(Number(search.page)) || 1, 1), pages);
  const first = (page - 1) * PAGE;
  const shown = found.slice(first, first + PAGE);
  const pageLink = (to: number, text: string) => (
    <Link to="/network/all" search={{ ...search, page: to === 1 ? undefined : String(to) }} resetScroll={false}>
      {text}
    </Link>
  );
  return (
    <section aria-labelledby="nodes">
      <h2 id="nodes">{texts.table}</h2>
      <form {...form} className="inline-form controls" key={search.q}>
        <input type="hidden" name="node" value={search.node ?? ''} />
        <label className="field">
          {texts.find}
          <input type="search" name="q" defaultValue={search.q} maxLength={200} />
        </label>
        <button type="submit">{facts.apply}</button>
      </form>
      <p role="status">
        {found.length === 0
          ? texts.none
          : texts.rows(count(first + 1), count(first + shown.length), count(found.length))}
      </p>
      {shown.length > 0 && (
        <table className="nodes">
          <caption className="visually-hidden">{texts.table}</caption>
          <thead>
            <tr>
              {Object.values(texts.columns).map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((node) => (
              <tr key={node.id}>
                <td data-label={texts.columns.name}>
                  <SubjectLink subject={node} />
                </td>
                <td data-label={texts.columns.kind}>{enumLabel('FactSubjectKind', node.__typename.toUpperCase())}</td>
                <td data-label={texts.columns.degree}>{count(node.near.length)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="chips">
        {page > 1 && pageLink(page - 1, texts.previous)}
        {page < pages && pageLink(page + 1, texts.next)}
      </p>
    </section>
  );
};

import { Link } from '@tanstack/react-router';
import type { RelationFragment } from '../../generated/operations';
import { formatFuzzyDate, type FuzzyDay } from '../../format/fuzzy-date';
import { useLanguage, useTexts } from '../../language/language';
import { SubjectLink } from '../../parts/subject-link';
import type { Entity } from './network';

interface Properties {
  readonly relations: readonly RelationFragment[];
  readonly entities: ReadonlyMap<string, Entity>;
}

/** What the picture shows, as a table. */
export const RelationTable = ({ relations, entities }: Properties) => {
  const language = useLanguage();
  const texts = useTexts();
  const { columns } = texts.network;
  const day = (date: FuzzyDay | null): string => (date === null ? '' : formatFuzzyDate(language, texts, date));
  const end = (id: string) => {
    const entity = entities.get(id);
    return entity ? <SubjectLink subject={entity} /> : null;
  };
  return (
    <table className="relations">
      <caption className="visually-hidden">{texts.network.table}</caption>
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {relations.map(({ source, target, kind, label, since, until, fact }) => (
          <tr key={`${source} ${kind} ${target}`}>
            <td data-label={columns.from}>{end(source)}</td>
            <td data-label={columns.relation}>
              <Link to="/facts/$id" params={{ id: fact.id }}>
                {label}
              </Link>
            </td>
            <td data-label={columns.to}>{end(target)}</td>
            <td data-label={columns.since}>{day(since)}</td>
            <td data-label={columns.until}>{day(until)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

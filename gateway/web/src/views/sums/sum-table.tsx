import { Link } from '@tanstack/react-router';
import { formatCount } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { SubjectLink } from '../../parts/subject-link';
import { factSearchOf, type Group, type GroupKey } from './group';
import type { SumSearch } from './filter';
import { useBoundsWords, useSumWords } from './sum-chart';

/** Why facts of a group do not count: each reason with some of the facts. */
const LeftOut = ({ exclusions }: Pick<Group, 'exclusions'>) => {
  const { sums, labelled } = useTexts();
  const language = useLanguage();
  const enumLabel = useEnumLabel();
  return (
    <ul className="figures-list">
      {exclusions.map(({ reason, count, facts }) => (
        <li key={reason}>
          {labelled(formatCount(language, count), enumLabel('FactExclusionReason', reason))}{' '}
          {facts.nodes.map(({ id }, index) => (
            <Link key={id} to="/facts/$id" params={{ id }} aria-label={sums.leftOutFact(index + 1)}>
              [{index + 1}]
            </Link>
          ))}
          {count > facts.nodes.length && ' …'}
        </li>
      ))}
    </ul>
  );
};

const KeyWords = ({ groupKey: { label, entity } }: { readonly groupKey: GroupKey }) =>
  entity ? <SubjectLink subject={entity} /> : <>{label}</>;

interface Properties {
  readonly groups: readonly Group[];
  readonly search: SumSearch;
}

/** Every group: what it has in common, what it adds up to, and what was left out and why. */
export const SumTable = ({ groups, search }: Properties) => {
  const { sums } = useTexts();
  const { columns } = sums;
  const language = useLanguage();
  const enumLabel = useEnumLabel();
  const sumWords = useSumWords();
  const keys = groups[0]?.keys.map(({ key }) => key) ?? [];
  const boundsWords = useBoundsWords();
  return (
    <div className="scroll" role="region" aria-label={sums.table} tabIndex={0}>
      <table className="groups">
        <caption className="visually-hidden">{sums.table}</caption>
        <thead>
          <tr>
            {keys.map((key) => (
              <th key={key} scope="col">
                {enumLabel('FactGroupKey', key)}
              </th>
            ))}
            {Object.values(columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => {
            const { sum, min, max, median, count, sources, exclusions } = group;
            const facts = factSearchOf(group, search);
            return (
              <tr key={group.keys.map(({ key, value }) => `${key} ${value}`).join(' ')}>
                {group.keys.map((key) => (
                  <td key={key.key} data-label={enumLabel('FactGroupKey', key.key)}>
                    <KeyWords groupKey={key} />
                  </td>
                ))}
                <td data-label={columns.sum} className="value">
                  {sum !== null ? sumWords(group) : min !== null && <span className="muted">{sums.notAdded}</span>}
                </td>
                <td data-label={columns.range}>{boundsWords(group.unit, { lower: min, upper: max })}</td>
                <td data-label={columns.median}>{boundsWords(group.unit, { lower: median, upper: median })}</td>
                <td data-label={columns.count}>
                  {facts === null ? (
                    formatCount(language, count)
                  ) : (
                    <Link to="/facts" search={facts}>
                      {formatCount(language, count)}
                      <span className="visually-hidden"> {sums.ofGroup(count)}</span>
                    </Link>
                  )}
                </td>
                <td data-label={columns.sources}>{formatCount(language, sources)}</td>
                <td data-label={columns.excluded}>{exclusions.length > 0 && <LeftOut exclusions={exclusions} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

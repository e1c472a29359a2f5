import { Link } from '@tanstack/react-router';
import { formatCount } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { SubjectLink } from '../../parts/subject-link';
import type { OverviewSearch } from './filter';
import type { Overview, OverviewNode } from './overview';

/** At most so many related nodes are listed; the network of the node has all. */
const LISTED = 20;

interface Properties {
  readonly overview: Overview;
  readonly node: OverviewNode | undefined;
  readonly search: OverviewSearch;
}

/** What the selected node is related to, in words. Its name is announced when it changes. */
export const NodePanel = ({ overview, node, search }: Properties) => {
  const { network: texts } = useTexts();
  const language = useLanguage();
  const enumLabel = useEnumLabel();
  if (!node) return <p className="muted panel">{texts.overview.selectHelp}</p>;
  const near = node.near.flatMap((index) => overview.nodes[index] ?? []);
  return (
    <section aria-labelledby="selected" className="panel">
      <div role="status">
        <h2 id="selected">
          <SubjectLink subject={node} />
        </h2>
        <p className="muted">
          {enumLabel('FactSubjectKind', node.__typename.toUpperCase())} · {texts.degree(near.length)}
        </p>
      </div>
      <p className="actions">
        <Link to="/network" search={{ roots: node.id, node: node.id }}>
          {texts.overview.network}
        </Link>
      </p>
      <h3>{texts.overview.near}</h3>
      <ul className="near">
        {near.slice(0, LISTED).map(({ id, name, __typename: kind }) => (
          <li key={id}>
            <Link
              to="/network/all"
              search={{ ...search, node: id }}
              replace
              resetScroll={false}
              className="subject"
              data-kind={kind}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {near.length > LISTED && <p>{texts.overview.more(formatCount(language, near.length - LISTED))}</p>}
    </section>
  );
};

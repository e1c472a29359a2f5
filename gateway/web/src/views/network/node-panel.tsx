import { Link } from '@tanstack/react-router';
import { useEnumLabel, useTexts } from '../../language/language';
import { SubjectLink } from '../../parts/subject-link';
import type { NetworkSearch } from './filter';
import type { Entity, NetworkNode, ShownNetwork } from './network';
import { RelationWords } from './relation-words';

interface Properties {
  readonly node: NetworkNode | undefined;
  readonly network: ShownNetwork;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly search: NetworkSearch;
  readonly roots: readonly string[];
}

/** What is known of the selected node, in words, and what can be done with it. It is also what a screen reader reads. */
export const NodePanel = ({ node, network, entities, search, roots }: Properties) => {
  const { network: texts } = useTexts();
  const enumLabel = useEnumLabel();
  if (!node) return <p className="muted panel">{texts.selectHelp}</p>;
  const { id, __typename: kind, name } = node.entity;
  const relations = network.relations.filter(({ source, target }) => source === id || target === id);
  const isRoot = roots.includes(id);
  const others = roots.filter((each) => each !== id);
  const from = search.from ?? others[0];
  return (
    <section aria-labelledby="selected" className="panel">
      <h2 id="selected">
        <SubjectLink subject={node.entity} />
      </h2>
      <p className="muted">
        {enumLabel('FactSubjectKind', kind.toUpperCase())} · {texts.degree(node.degree)}
      </p>
      <p className="actions">
        {isRoot ? (
          others.length > 0 && (
            <Link to="/network" search={{ ...search, roots: others.join(',') }} resetScroll={false}>
              {texts.remove(name)}
            </Link>
          )
        ) : (
          <Link to="/network" search={{ ...search, roots: [...roots, id].join(',') }} resetScroll={false}>
            {texts.expand}
          </Link>
        )}
        <Link to="/network" search={{ ...search, roots: id, from: undefined, to: undefined }} resetScroll={false}>
          {texts.alone}
        </Link>
        {from !== undefined && from !== id && (
          <Link to="/network" search={{ ...search, from, to: id }} resetScroll={false}>
            {texts.pathFrom(entities.get(from)?.name ?? '…')}
          </Link>
        )}
      </p>
      <ul>
        {relations.map((relation) => (
          <li key={`${relation.source} ${relation.kind} ${relation.target}`}>
            <RelationWords relation={relation} entities={entities} />
          </li>
        ))}
      </ul>
    </section>
  );
};

import type { ExplorerNetworkQuery } from '../../generated/operations';
import { useTexts } from '../../language/language';
import { Quote } from '../../parts/fact-words';
import type { Entity } from './network';
import { RelationWords } from './relation-words';

interface Properties {
  readonly paths: NonNullable<ExplorerNetworkQuery['shortestPaths']>;
  readonly from: string;
  readonly to: string;
}

/** The shortest ways between two things, each step as a sentence with the words that it comes from. */
export const Paths = ({ paths, from, to }: Properties) => {
  const { network: texts } = useTexts();
  const entities = new Map(paths.flatMap((path) => path.entities.map((each): [string, Entity] => [each.id, each])));
  const [first] = paths;
  if (!first) return <p className="empty">{texts.noPath}</p>;
  return (
    <section aria-labelledby="paths">
      <h2 id="paths">
        {texts.pathTitle(entities.get(from)?.name ?? from, entities.get(to)?.name ?? to, first.edges.length)}
      </h2>
      {paths.length > 1 && <p>{texts.pathCount(paths.length)}</p>}
      {paths.map((path) => (
        <ol key={path.entities.map(({ id }) => id).join(' ')} className="path">
          {path.edges.map((edge) => (
            <li key={`${edge.source} ${edge.kind} ${edge.target}`}>
              <RelationWords relation={edge} entities={entities} />
              {edge.fact.citations[0] && (
                <span className="words">
                  <Quote quote={edge.fact.citations[0].quote} lang={edge.fact.citations[0].lang} />{' '}
                  {edge.fact.citations[0].source.title}
                </span>
              )}
            </li>
          ))}
        </ol>
      ))}
    </section>
  );
};

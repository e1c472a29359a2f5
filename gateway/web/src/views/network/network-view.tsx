import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ExplorerNetworkQuery } from '../../generated/operations';
import { formatCount } from '../../format/number';
import { useLanguage, useTexts } from '../../language/language';
import { Partial } from '../../parts/partial';
import { ExportLinks } from '../../parts/take-away/export-links';
import { TimeSentence } from '../../parts/time-bar';
import { listOf } from '../../search';
import { Controls } from './controls';
import { type NetworkSearch, readNetworkSearch } from './filter';
import { type Entity, type ShownNetwork, showNetwork } from './network';
import { NodePanel } from './node-panel';
import { Paths } from './paths';
import { Picture } from './picture';
import { RelationTable } from './relation-table';

const route = getRouteApi('/network');

/** Things that can be added to the network: all of them at first, then those with the words that were searched for. */
const Choices = ({ data, search }: { readonly data: ExplorerNetworkQuery; readonly search: NetworkSearch }) => {
  const { network: texts } = useTexts();
  const { organisations, programmes, partnerships, persons } = data;
  const lists: readonly (readonly Entity[])[] = [organisations, programmes, partnerships, persons].map(
    (list) => list?.nodes ?? [],
  );
  const all = lists.flat();
  const roots = listOf(search.roots);
  return (
    <section aria-labelledby="choices">
      <h2 id="choices">{texts.choices}</h2>
      {all.length === 0 && <p>{texts.noChoice}</p>}
      <ul className="inline">
        {all.map(({ id, name, __typename: kind }) => (
          <li key={id}>
            <Link
              to="/network"
              search={{ ...search, q: undefined, roots: [...roots, id].join(',') }}
              className="subject"
              data-kind={kind}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** The things that the network starts from, each with a way to leave it out. */
const Roots = ({
  entities,
  search,
}: {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly search: NetworkSearch;
}) => {
  const { network: texts } = useTexts();
  const { roots } = readNetworkSearch(search);
  return (
    <ul className="chips">
      {roots.map((id) => {
        const rest = roots.filter((each) => each !== id);
        const name = entities.get(id)?.name ?? id;
        return (
          <li key={id}>
            <Link
              to="/network"
              search={{ ...search, roots: rest.length > 0 ? rest.join(',') : undefined }}
              resetScroll={false}
              aria-label={texts.remove(name)}
            >
              {name} <span aria-hidden="true">×</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
};

/** How much is shown, and what is not. */
const Summary = ({ network, isTruncated }: { readonly network: ShownNetwork; readonly isTruncated: boolean }) => {
  const { network: texts } = useTexts();
  const language = useLanguage();
  const count = (number: number): string => formatCount(language, number);
  return (
    <p role="status">
      {texts.shown(count(network.nodes.length), count(network.relations.length))}{' '}
      {network.hidden > 0 && `${texts.hidden(count(network.hidden))} `}
      {isTruncated && texts.truncated}
    </p>
  );
};

/** The network view: a picture, the same relations as a table, and the shortest path between two nodes. */
export const NetworkView = () => {
  const { data, errors } = route.useLoaderData();
  const search: NetworkSearch = route.useSearch();
  const navigate = useNavigate();
  const { network: texts, facts } = useTexts();
  const { roots, path, at, unknown } = readNetworkSearch(search);
  const day = search.valid ?? new Date().toISOString().slice(0, 10);
  const network = data.network ? showNetwork(data.network, { roots, day, showsEnded: search.ended === 'yes' }) : null;
  const paths = data.shortestPaths ?? null;
  const entities = new Map(
    [...(data.network?.nodes ?? []).map(({ entity }) => entity), ...(paths ?? []).flatMap((each) => each.entities)].map(
      (entity): [string, Entity] => [entity.id, entity],
    ),
  );
  const onPath = new Set(
    (paths ?? []).flatMap(({ edges }) => edges.map(({ source, target }) => [source, target].toSorted().join(' '))),
  );
  // Changes the newest address: two keys may be pressed before the view is drawn again.
  const go = (change: (current: NetworkSearch) => NetworkSearch, replace = false): void => {
    const next = (current: NetworkSearch) => ({ ...current, ...change(current) });
    void navigate({ to: '/network', search: next, resetScroll: false, replace });
  };
  return (
    <div className="page network-view">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <p>
        <Link to="/network/all">{texts.whole}</Link>
      </p>
      <Partial errors={errors} />
      <Roots entities={entities} search={search} />
      <Controls search={search} entities={entities} />
      <TimeSentence search={search} />
      {unknown.map(({ parameter, value }) => (
        <p key={`${parameter} ${value}`} className="partial" role="alert">
          {facts.unknownValue(parameter, value)}
        </p>
      ))}
      {data.organisations && <Choices data={data} search={search} />}
      {path && paths && <Paths paths={paths} {...path} />}
      {network && (
        <>
          <Summary network={network} isTruncated={data.network?.truncated ?? false} />
          <div className="drawn">
            <Picture
              network={network}
              selected={search.node}
              onPath={onPath}
              select={(node) => go(() => ({ node }), true)}
              expand={(id) =>
                go((current) => ({
                  node: id,
                  roots: [...new Set([...readNetworkSearch(current).roots, id])].join(','),
                }))
              }
              markForPath={(id) =>
                go(({ from, to }) =>
                  from === undefined || to !== undefined ? { from: id, to: undefined } : { to: id },
                )
              }
            />
            <NodePanel
              node={network.nodes.find(({ entity }) => entity.id === search.node)}
              network={network}
              entities={entities}
              search={search}
              roots={roots}
            />
          </div>
          <h2>{texts.table}</h2>
          <RelationTable relations={network.relations} entities={entities} />
          <ExportLinks table="network" formats={['csv', 'graphml']} filter={null} at={at} />
        </>
      )}
    </div>
  );
};

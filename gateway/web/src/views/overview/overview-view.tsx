import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { formatCount } from '../../format/number';
import { useLanguage, useTexts } from '../../language/language';
import { subjectPath } from '../../parts/subject-link';
import { ExportLinks, exportPath } from '../../parts/take-away/export-links';
import { useSiteHref } from '../../shell/site-href';
import type { OverviewSearch } from './filter';
import { NodePanel } from './node-panel';
import { NodeTable } from './node-table';
import type { Overview } from './overview';
import { Picture } from './picture';
import { useOverview } from './use-overview';

const route = getRouteApi('/network/all');

/** The network once it is loaded. */
const Loaded = ({ overview, search }: { readonly overview: Overview; readonly search: OverviewSearch }) => {
  const { network: texts } = useTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const { nodes, byId, isLaidOut } = overview;
  const edges = nodes.reduce((sum, { near }) => sum + near.length, 0) / 2;
  const select = (node: string): void => {
    const next = (current: OverviewSearch) => ({ ...current, node });
    void navigate({ to: '/network/all', search: next, replace: true, resetScroll: false });
  };
  const open = (id: string): void => {
    const node = byId.get(id);
    if (node) void navigate(subjectPath(node));
  };
  return (
    <>
      <p role="status">{texts.shown(formatCount(language, nodes.length), formatCount(language, edges))}</p>
      {!isLaidOut && <p className="partial">{texts.overview.notLaidOut}</p>}
      <div className="drawn">
        <Picture overview={overview} selected={search.node} select={select} open={open} />
        <NodePanel overview={overview} node={byId.get(search.node ?? '')} search={search} />
      </div>
      <NodeTable overview={overview} search={search} />
    </>
  );
};

/** The whole network: a picture that the graph has laid out, and the same nodes as a table. */
export const OverviewView = () => {
  const search: OverviewSearch = route.useSearch();
  const { overview: texts } = useTexts().network;
  const overview = useOverview(useSiteHref()(exportPath('network', 'json', null, null)));
  return (
    <div className="page network-view">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <noscript>
        <p>{texts.needsScript}</p>
      </noscript>
      {overview === 'loading' && <p role="status">{texts.loading}</p>}
      {overview === 'failed' && (
        <p className="partial" role="alert">
          {texts.failed}
        </p>
      )}
      {typeof overview === 'object' && <Loaded overview={overview} search={search} />}
      <ExportLinks table="network" formats={['csv', 'graphml', 'json']} filter={null} at={null} />
    </div>
  );
};

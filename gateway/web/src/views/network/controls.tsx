import { useEnumLabel, useTexts } from '../../language/language';
import { TimeFields } from '../../parts/time-bar';
import { listOf } from '../../search';
import { useFilterForm } from '../../shell/use-filter-form';
import { DEPTHS, type NetworkSearch, LIMITS, RELATION_KINDS } from './filter';
import type { Entity } from './network';

interface EndProperties {
  readonly name: 'from' | 'to';
  readonly label: string;
  readonly chosen: string | undefined;
  readonly entities: readonly Entity[];
}

/** One end of a path: one of the nodes that are shown, or one that the address names. */
const PathEnd = ({ name, label, chosen, entities }: EndProperties) => (
  <label className="field">
    {label}
    <select name={name} defaultValue={chosen ?? ''}>
      <option value="">–</option>
      {entities.map((entity) => (
        <option key={entity.id} value={entity.id}>
          {entity.name}
        </option>
      ))}
    </select>
  </label>
);

interface Properties {
  readonly search: NetworkSearch;
  readonly entities: ReadonlyMap<string, Entity>;
}

/** What the network starts from, how far it goes, and what is left out. Every choice is in the URL. */
export const Controls = ({ search, entities }: Properties) => {
  const { network: texts, facts } = useTexts();
  const enumLabel = useEnumLabel();
  const form = useFilterForm();
  const ends = [...entities.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  const kinds = listOf(search.kinds);
  const hasOptions = [search.kinds, search.ended, search.limit, search.known, search.valid].some(Boolean);
  return (
    <form {...form} className="inline-form controls" key={JSON.stringify(search)}>
      <input type="hidden" name="roots" value={search.roots ?? ''} />
      <input type="hidden" name="node" value={search.node ?? ''} />
      <label className="field">
        {texts.add}
        <input type="search" name="q" defaultValue={search.q} maxLength={200} />
      </label>
      <label className="field">
        {texts.depth}
        <select name="depth" defaultValue={search.depth ?? ''}>
          {DEPTHS.map((depth, index) => (
            <option key={depth} value={index === 0 ? '' : depth}>
              {depth}
            </option>
          ))}
        </select>
      </label>
      <PathEnd name="from" label={texts.pathStart} chosen={search.from} entities={ends} />
      <PathEnd name="to" label={texts.pathEnd} chosen={search.to} entities={ends} />
      <button type="submit">{facts.apply}</button>
      <details className="more" open={hasOptions}>
        <summary>{texts.options}</summary>
        <fieldset className="picks">
          <legend>{texts.kinds}</legend>
          {RELATION_KINDS.map((kind) => (
            <label key={kind} className="choice">
              <input
                type="checkbox"
                name="kinds"
                value={kind}
                defaultChecked={kinds.length === 0 ? kind !== 'PARTNER' : kinds.includes(kind)}
              />{' '}
              {enumLabel('RelationKind', kind)}
            </label>
          ))}
          <label className="choice">
            <input type="checkbox" name="ended" value="yes" defaultChecked={search.ended === 'yes'} /> {texts.ended}
          </label>
        </fieldset>
        <label className="field">
          {texts.limit}
          <select name="limit" defaultValue={search.limit ?? ''}>
            {LIMITS.map((limit, index) => (
              <option key={limit} value={index === 0 ? '' : limit}>
                {limit}
              </option>
            ))}
          </select>
        </label>
        <TimeFields search={search} />
      </details>
    </form>
  );
};

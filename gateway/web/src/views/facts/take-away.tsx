import type { FactLineFragment } from '../../generated/operations';
import { useEnumLabel, useTexts } from '../../language/language';
import { CopyButton } from '../../parts/copy-button';
import { useValue, useWhen } from '../../parts/fact-words';
import { toCsv } from './csv';
import { type FactSearch, readFactSearch } from './filter';
import { toGraphql } from './graphql-text';

interface Properties {
  readonly facts: readonly FactLineFragment[];
  readonly search: FactSearch;
}

const save = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** Ways to take what the table shows: the same rows, the same filter. */
export const TakeAway = ({ facts, search }: Properties) => {
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  const valueOf = useValue();
  const whenOf = useWhen();
  const download = (): void => {
    const rows = facts.map((fact) => ({
      fact,
      measure: enumLabel('FactMeasure', fact.measure),
      value: valueOf(fact),
      when: whenOf(fact) ?? '',
      site: window.location.origin,
    }));
    save('facts.csv', toCsv(rows));
  };
  return (
    <div className="take-away">
      <button type="button" onClick={download} disabled={facts.length === 0}>
        {texts.facts.csv(facts.length)}
      </button>
      <CopyButton label={texts.facts.graphql} text={() => toGraphql(readFactSearch(search))} />
      <CopyButton label={texts.facts.link} text={() => window.location.href} />
    </div>
  );
};

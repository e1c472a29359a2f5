import type { ExplorerProgrammeQuery, FactLineFragment } from '../generated/operations';
import { formatFuzzyDate } from '../format/fuzzy-date';
import { formatShare } from '../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../language/language';
import { Bullet } from './bullet';

type TargetProgress = NonNullable<ExplorerProgrammeQuery['programme']>['progress'][number];

/** A ratio of the graph to whole per cent; it may be above 100 or below 0, and is shown so. */
const percent = (ratio: number): string => ratio.toFixed(2);

const Words = ({ progress }: { readonly progress: TargetProgress }) => {
  const language = useLanguage();
  const texts = useTexts();
  const { progress: way, attainment } = progress;
  const { targets } = texts;
  if (progress.actual === null) return <p>{targets.noData}</p>;
  return (
    <>
      <p>
        {[
          way === null ? null : targets.way(formatShare(language, percent(way))),
          attainment === null ? null : targets.attained(formatShare(language, percent(attainment))),
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      <details className="formula">
        <summary>{targets.formula}</summary>
        {way !== null && <p>{targets.wayFormula}</p>}
        {attainment !== null && <p>{targets.attainedFormula}</p>}
      </details>
    </>
  );
};

/** A target against what came of it: as a chart, in words, and as a list. The state and the ratios are those of the graph. */
export const Progress = ({ progress }: { readonly progress: TargetProgress }) => {
  const language = useLanguage();
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  const { state, due, property, target, baseline, actual } = progress;
  const facts = [baseline, actual, target].filter((fact): fact is FactLineFragment => fact !== null);
  return (
    <div className="progress">
      <Bullet title={property.label} facts={facts} />
      <p className="state" data-state={state}>
        <strong>{enumLabel('TargetState', state)}</strong>
        {due && <> · {texts.targets.due(formatFuzzyDate(language, texts, due, 'due'))}</>}
      </p>
      <Words progress={progress} />
    </div>
  );
};

import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemberData } from '../../../account/use-session';
import { ExplorerDuplicates } from '../../../generated/operations';
import { formatCount } from '../../../format/number';
import { useLanguage, useTexts } from '../../../language/language';
import { useFilterForm } from '../../../shell/use-filter-form';
import { EditorPage } from '../editor-page';
import { Candidate } from './candidate';
import { formatScore } from './side';

const route = getRouteApi('/edit/duplicates');

/** From how alike pairs are listed. The first is the default, which is not in the URL. */
const SCORES = ['0.8', '0.6', '0.4'] as const;

const Candidates = () => {
  const { edit, states, facts } = useTexts();
  const language = useLanguage();
  const search = route.useSearch();
  const form = useFilterForm();
  const minScore = Number(SCORES.find((each) => each === search.score) ?? SCORES[0]);
  const { data } = useMemberData(ExplorerDuplicates, { minScore, after: search.after ?? null });
  const texts = edit.duplicates;
  if (data === null) return <p role="status">{states.loading}</p>;
  const { duplicates } = data;
  if (duplicates === null) return <p className="partial">{texts.forbidden}</p>;
  const { nodes, totalCount, pageInfo } = duplicates;
  return (
    <>
      <form {...form} className="controls">
        <label className="field">
          {texts.minScore}
          <select name="score" defaultValue={search.score}>
            {SCORES.map((score, index) => (
              <option key={score} value={index === 0 ? '' : score}>
                {texts.atLeast(formatScore(language, Number(score)))}
              </option>
            ))}
          </select>
        </label>
      </form>
      <p className="count" role="status">
        {nodes.length === 0 ? texts.none : texts.count(totalCount ?? 0, formatCount(language, totalCount ?? 0))}
      </p>
      {nodes.map((pair) => (
        <Candidate key={`${pair.a.id} ${pair.b.id}`} pair={pair} />
      ))}
      {pageInfo.hasNextPage && pageInfo.endCursor !== null && (
        <p className="pager">
          <Link to="/edit/duplicates" search={{ ...search, after: pageInfo.endCursor }}>
            {facts.next}
          </Link>
        </p>
      )}
    </>
  );
};

/** Subjects that may be one, side by side. */
export const DuplicatesView = () => {
  const { edit } = useTexts();
  return (
    <EditorPage title={edit.duplicates.title} lead={edit.duplicates.lead}>
      <Candidates />
    </EditorPage>
  );
};

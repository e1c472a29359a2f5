import { useTexts } from '../../../language/language';
import { SubjectLink } from '../../../parts/subject-link';
import type { NumberedWarning } from './number-warnings';
import type { ClaimsReport } from './run-import';

/** Rules that identify by likeness. A person should check them. */
const DOUBTFUL_RULES = new Set(['FOLDED_NAME', 'SHORT_NAME']);

/** Warnings about the page, the identities that the import has found, and stored values that it keeps. */
export const Remarks = ({
  warnings,
  claims,
}: {
  readonly warnings: readonly NumberedWarning[];
  readonly claims: ClaimsReport | null;
}) => {
  const { edit } = useTexts();
  const texts = edit.import;
  const { matches = [], kept = [] } = claims ?? {};
  const unsure = matches.filter(({ rule, others }) => DOUBTFUL_RULES.has(rule) || others.length > 0);
  return (
    <>
      {warnings.length > 0 && (
        <section aria-labelledby="warnings">
          <h2 id="warnings">{texts.warnings(warnings.length)}</h2>
          <ol>
            {warnings.map(({ number, warning: { message }, span }) => (
              <li key={number} id={`warning-${number}`} data-facts={`w${number}`}>
                <span lang="en">{message}</span> {span && <a href={`#mark-w${number}`}>{texts.showPlace}</a>}
              </li>
            ))}
          </ol>
        </section>
      )}
      {unsure.length > 0 && (
        <section aria-labelledby="matches">
          <h2 id="matches">{texts.matches}</h2>
          <ul>
            {unsure.map(({ key, name, rule, entity, others }) => (
              <li key={key}>
                {name}: {texts.rules[rule] ?? rule.toLowerCase().replaceAll('_', ' ')}{' '}
                {entity && <SubjectLink subject={entity} />}
                {others.length > 0 && (
                  <>
                    . {texts.apart}{' '}
                    {others.map((other) => (
                      <SubjectLink key={other.slug} subject={other} />
                    ))}
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {kept.length > 0 && (
        <section aria-labelledby="kept">
          <h2 id="kept">{texts.kept}</h2>
          <ul>
            {kept.map(({ key, field, given, kept: stored }) => (
              <li key={`${key} ${field}`}>
                <code>{key}</code>, {field}: {texts.keptValue(stored, given)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

import { Link } from '@tanstack/react-router';
import { formatInstant, formatMoment } from '../format/fuzzy-date';
import { useLanguage, useTexts } from '../language/language';
import { useFilterForm } from '../shell/use-filter-form';
import { readTime, type TimeSearch } from '../time';
import { type Times, TimeSliders } from './time-sliders';

/** The fields of both time axes, for a form. */
export const TimeFields = ({ search }: { readonly search: TimeSearch }) => {
  const { time } = useTexts();
  const known = search.known?.length === 10 ? `${search.known}T23:59:59` : search.known;
  return (
    <>
      <label className="field">
        {time.known}
        <input type="datetime-local" step="1" name="known" defaultValue={known} />
      </label>
      <label className="field">
        {time.valid}
        <input type="date" name="valid" defaultValue={search.valid} />
      </label>
    </>
  );
};

/** Which point in time a view shows, in words, with a way back to now. Nothing if that is now. */
export const TimeSentence = ({ search }: { readonly search: TimeSearch }) => {
  const language = useLanguage();
  const { time, facts } = useTexts();
  const { knownAt, validAt, unknown } = readTime(search);
  return (
    <>
      {unknown.map(({ parameter, value }) => (
        <p key={parameter} className="partial" role="alert">
          {facts.unknownValue(parameter, value)}
        </p>
      ))}
      {(knownAt !== null || validAt !== null) && (
        <p className="time-sentence" role="status">
          {[
            knownAt === null ? null : time.asKnown(formatMoment(language, knownAt)),
            validAt === null ? null : time.asTrue(formatInstant(language, validAt)),
          ]
            .filter(Boolean)
            .join(' ')}{' '}
          <Link to="." search={((before: object) => ({ ...before, known: undefined, valid: undefined })) as never}>
            {time.now}
          </Link>
        </p>
      )}
    </>
  );
};

interface TimeBarProperties {
  readonly search: TimeSearch;
  /** When answers change. Null if nothing was known at the moment of the view. */
  readonly times: Times | null;
}

/** Both time axes of a view: what was known when, and what was true when. They are in the URL. */
export const TimeBar = ({ search, times }: TimeBarProperties) => {
  const { time } = useTexts();
  const form = useFilterForm();
  return (
    <>
      <TimeSliders times={times} search={search} />
      <details className="time" open={search.known !== undefined || search.valid !== undefined}>
        <summary>{time.title}</summary>
        <form {...form} key={JSON.stringify(search)}>
          <TimeFields search={search} />
          <button type="submit">{time.show}</button>
        </form>
      </details>
      <TimeSentence search={search} />
    </>
  );
};

import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { formatInstant, formatMoment } from '../format/fuzzy-date';
import { useLanguage, useTexts } from '../language/language';
import { justBefore, readTime, type TimeSearch } from '../time';

/** When answers change, on both axes, the earliest first. */
export interface Times {
  readonly knownAt: readonly string[];
  readonly validAt: readonly string[];
}

/** A place where a slider can stand: the parameter of the URL; undefined at the end of the slider, which is the default. */
type Stop = string | undefined;

interface SliderProperties {
  readonly parameter: keyof TimeSearch;
  readonly label: string;
  readonly stops: readonly Stop[];
  /** A stop in words. There may be thousands of stops, of which one is shown. */
  readonly labelOf: (stop: Stop) => string;
  /** Where it stands. */
  readonly start: number;
}

/** One axis. It stands only where answers change; the view changes when it is released, or with each key. */
const TimeSlider = ({ parameter, label, stops, labelOf, start }: SliderProperties) => {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [index, setIndex] = useState(start);
  useEffect(() => {
    const element = input.current;
    // The event of the DOM, not that of React, which is sent while the slider moves.
    const commit = (): void => {
      const value = stops[Number(element?.value)];
      const change = (search: object): object => ({ ...search, after: undefined, [parameter]: value });
      void navigate({ to: '.', search: change as never, resetScroll: false });
    };
    element?.addEventListener('change', commit);
    return () => element?.removeEventListener('change', commit);
  }, [stops, parameter, navigate]);
  const words = labelOf(stops[index]);
  return (
    <label>
      {label}{' '}
      <input
        ref={input}
        type="range"
        min={0}
        max={stops.length - 1}
        value={index}
        onChange={({ target }) => setIndex(Number(target.value))}
        aria-valuetext={words}
      />{' '}
      <output>{words}</output>
    </label>
  );
};

/** The last stop that is not after a value; the end of the slider for none. */
const placeOf = (stops: readonly Stop[], value: string | null): number =>
  value === null
    ? stops.length - 1
    : Math.max(
        0,
        stops.findLastIndex((stop) => stop !== undefined && stop <= value),
      );

interface Properties {
  readonly times: Times | null;
  readonly search: TimeSearch;
}

/** What was known and what was true, each as a slider over the times at which it changes. Its place is in the URL. */
export const TimeSliders = ({ times, search }: Properties) => {
  const { time } = useTexts();
  const language = useLanguage();
  const { knownAt, validAt } = readTime(search);
  const moments = (times?.knownAt ?? []).map((moment) => moment.slice(0, 19));
  const [first] = moments;
  const before = first && justBefore(`${first}Z`);
  // At the last moment all is known that is known now.
  const known: readonly Stop[] = [...(before ? [before] : []), ...moments.slice(0, -1), undefined];
  const valid: readonly Stop[] = [...(times?.validAt ?? []), undefined];
  const knownLabel = (stop: Stop): string => {
    if (stop === undefined) return time.present;
    if (stop !== before || first === undefined) return formatMoment(language, `${stop}Z`);
    return time.beforeFirst(formatMoment(language, `${first}Z`));
  };
  const validLabel = (stop: Stop): string => (stop === undefined ? time.anyDay : formatInstant(language, stop));
  const key = `${search.known} ${search.valid}`;
  return (
    <div className="sliders">
      {known.length > 1 && (
        <TimeSlider
          key={`known ${key} ${known.length}`}
          parameter="known"
          label={time.knownSlider}
          stops={known}
          labelOf={knownLabel}
          start={placeOf(known, knownAt)}
        />
      )}
      {valid.length > 1 && (
        <TimeSlider
          key={`valid ${key} ${valid.length}`}
          parameter="valid"
          label={time.validSlider}
          stops={valid}
          labelOf={validLabel}
          start={placeOf(valid, validAt)}
        />
      )}
    </div>
  );
};

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

/** A place where a slider can stand. */
interface Stop {
  /** Parameter of the URL; undefined at the end of the slider, which is the default. */
  readonly value: string | undefined;
  readonly label: string;
}

interface SliderProperties {
  readonly parameter: keyof TimeSearch;
  readonly label: string;
  readonly stops: readonly Stop[];
  /** Where it stands. */
  readonly start: number;
}

/** One axis. It stands only where answers change; the view changes when it is released, or with each key. */
const TimeSlider = ({ parameter, label, stops, start }: SliderProperties) => {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [index, setIndex] = useState(start);
  useEffect(() => {
    const element = input.current;
    // The event of the DOM, not that of React, which is sent while the slider moves.
    const commit = (): void => {
      const value = stops[Number(element?.value)]?.value;
      const change = (search: object): object => ({ ...search, after: undefined, [parameter]: value });
      void navigate({ to: '.', search: change as never, resetScroll: false });
    };
    element?.addEventListener('change', commit);
    return () => element?.removeEventListener('change', commit);
  }, [stops, parameter, navigate]);
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
        aria-valuetext={stops[index]?.label}
      />{' '}
      <output>{stops[index]?.label}</output>
    </label>
  );
};

/** The last stop that is not after a value; the end of the slider for none. */
const placeOf = (stops: readonly Stop[], value: string | null): number =>
  value === null
    ? stops.length - 1
    : Math.max(
        0,
        stops.findLastIndex((stop) => stop.value !== undefined && stop.value <= value),
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
  const label = (moment: string): string => formatMoment(language, `${moment}Z`);
  const [first] = moments;
  const known: readonly Stop[] = [
    ...(first === undefined ? [] : [{ value: justBefore(`${first}Z`), label: time.beforeFirst(label(first)) }]),
    // At the last moment all is known that is known now.
    ...moments.slice(0, -1).map((value) => ({ value, label: label(value) })),
    { value: undefined, label: time.present },
  ];
  const valid: readonly Stop[] = [
    ...(times?.validAt ?? []).map((value) => ({ value, label: formatInstant(language, value) })),
    { value: undefined, label: time.anyDay },
  ];
  const key = `${search.known} ${search.valid}`;
  return (
    <div className="sliders">
      {known.length > 1 && (
        <TimeSlider
          key={`known ${key} ${known.length}`}
          parameter="known"
          label={time.knownSlider}
          stops={known}
          start={placeOf(known, knownAt)}
        />
      )}
      {valid.length > 1 && (
        <TimeSlider
          key={`valid ${key} ${valid.length}`}
          parameter="valid"
          label={time.validSlider}
          stops={valid}
          start={placeOf(valid, validAt)}
        />
      )}
    </div>
  );
};

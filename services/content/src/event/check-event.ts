import { FuzzyDate, InvalidEdtf, normaliseLine, UserError, UserErrorCode } from '@wizness/kernel';
import { checkLine, checkParagraphs } from '../post/check-text';
import type { NewEventDetails } from '../post/new-post';
import type { EventDetailsInput } from './event.inputs';

const MAX_NAME = 200;
const MAX_TEXT = 500;
const MAX_SPEAKERS = 100;
const MAX_ORGANISERS = 20;
const MAX_CAPACITY = 1_000_000;
/** In characters: the longest zone names have about 30. */
const MAX_ZONE = 60;

/** Whether `name` is an IANA time zone. An offset such as +02:00 is none: it does not know of summer time. */
const isTimeZone = (name: string): boolean => {
  if (name.length > MAX_ZONE || !/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const edtfProblem = (edtf: string): string | null => {
  if (edtf.length > MAX_ZONE) return 'The date is too long to be EDTF.';
  try {
    FuzzyDate.fromEdtf(edtf);
    return null;
  } catch (error) {
    if (error instanceof InvalidEdtf) return error.message;
    throw error;
  }
};

type Problem = readonly [field: string, code: UserErrorCode, message: string];

const timeProblems = ({ whenEdtf, startsAt, endsAt, timeZone }: EventDetailsInput): Problem[] => {
  const problems: Problem[] = [];
  const edtf = whenEdtf == null ? null : edtfProblem(whenEdtf);
  if (edtf !== null) problems.push(['whenEdtf', UserErrorCode.INVALID, edtf]);
  if (whenEdtf != null && startsAt) {
    const message = 'Give `startsAt` or `whenEdtf`, not both: the day follows from the start.';
    problems.push(['whenEdtf', UserErrorCode.INVALID, message]);
  }
  if (startsAt && timeZone == null) {
    problems.push(['timeZone', UserErrorCode.REQUIRED, 'Give the time zone of the place, such as Europe/Paris.']);
  }
  if (timeZone != null && !isTimeZone(timeZone)) {
    const message = `"${timeZone.slice(0, MAX_ZONE)}" is no IANA time zone: give one such as Europe/Paris or UTC.`;
    problems.push(['timeZone', UserErrorCode.INVALID, message]);
  }
  if (endsAt && !startsAt) problems.push(['endsAt', UserErrorCode.INVALID, 'An end needs a start.']);
  if (endsAt && startsAt && endsAt <= startsAt) {
    problems.push(['endsAt', UserErrorCode.INVALID, 'It ends before it starts: give a later end.']);
  }
  return problems;
};

/** What is wrong with the details of an event, by themselves. `field` is their path in the input. */
export const checkEvent = (event: EventDetailsInput, field: readonly string[]): UserError[] => {
  const { capacity, organiserIds, speakers } = event;
  const problems = timeProblems(event);
  if (capacity != null && (capacity < 1 || capacity > MAX_CAPACITY)) {
    problems.push(['capacity', UserErrorCode.INVALID, `Give a number from 1 to ${MAX_CAPACITY}, or none.`]);
  }
  if ((organiserIds ?? []).length > MAX_ORGANISERS) {
    problems.push(['organiserIds', UserErrorCode.TOO_LONG, `An event has at most ${MAX_ORGANISERS} organisers.`]);
  }
  if ((speakers ?? []).length > MAX_SPEAKERS) {
    problems.push(['speakers', UserErrorCode.TOO_LONG, `An event has at most ${MAX_SPEAKERS} speakers.`]);
  }
  return [
    ...problems.map(([name, code, message]) => new UserError(code, message, [...field, name])),
    ...checkParagraphs(event.theme, [...field, 'theme'], MAX_TEXT),
    ...checkParagraphs(event.place, [...field, 'place'], MAX_TEXT),
    ...(speakers ?? [])
      .slice(0, MAX_SPEAKERS)
      .flatMap(({ name, title }, index) => [
        ...checkLine(name, [...field, 'speakers', `${index}`, 'name'], MAX_NAME),
        ...checkParagraphs(title, [...field, 'speakers', `${index}`, 'title'], MAX_NAME),
      ]),
  ];
};

/** The day of an instant in a time zone: `2027-03-04`. */
export const dayIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);

const dateOf = ({ whenEdtf, startsAt, endsAt, timeZone }: EventDetailsInput): FuzzyDate => {
  if (whenEdtf != null) return FuzzyDate.fromEdtf(whenEdtf);
  if (!startsAt || timeZone == null) return FuzzyDate.unknown();
  const [first, last] = [startsAt, endsAt ?? startsAt].map((instant) => dayIn(instant, timeZone));
  return FuzzyDate.fromEdtf(first === last ? `${first}` : `${first}/${last}`);
};

const trimmed = (text: string | null | undefined): string | null => text?.trim() || null;

/** The details as they are stored. {@link checkEvent} has accepted them. The date follows from the start, if there is one. */
export const eventDetailsOf = (event: EventDetailsInput): NewEventDetails => ({
  seriesId: event.seriesId ?? null,
  theme: trimmed(event.theme),
  when: dateOf(event),
  startsAt: event.startsAt ?? null,
  endsAt: event.endsAt ?? null,
  timeZone: event.timeZone ?? null,
  place: trimmed(event.place),
  capacity: event.capacity ?? null,
  cancelled: event.cancelled ?? false,
  organiserIds: [...new Set(event.organiserIds ?? [])],
  speakers: (event.speakers ?? []).map(({ name, title, personId, organisationId }, index) => ({
    position: index + 1,
    name: normaliseLine(name, MAX_NAME),
    title: trimmed(title),
    personId: personId ?? null,
    organisationId: organisationId ?? null,
  })),
});

import {
  type ArgumentPath,
  badArgument,
  checkCountries,
  checkDateRange,
  checkIds,
  checkKnown,
  checkList,
  checkSearchText,
} from '@wizness/kernel';
import { compareDecimals } from '../../parsing/numbers/decimal';
import { SUBJECT_PREFIXES } from '../../subject/subject.enums';
import type { FactFilter } from './fact-filter.types';

const MAXIMUM_DEPTH = 5;
const MAXIMUM_FILTERS = 50;

const SUBJECTS = Object.values(SUBJECT_PREFIXES);

/** Prefixes of the ids that each list of ids takes. */
const IDS = {
  ids: ['fact'],
  subjectIds: SUBJECTS,
  sourceIds: ['source'],
  postIds: ['post'],
  valueIds: SUBJECTS,
  saidByIds: SUBJECTS,
} as const;

const RANGES = ['valueDate', 'validIn', 'due', 'recordedAt'] as const;
const LISTS = [
  'subjectKinds',
  'properties',
  'measures',
  'presences',
  'ranks',
  'statuses',
  'topicSlugs',
  'issueCodes',
] as const;

/** A filter and those inside it, each with its path, the outer ones first. Throws if there are too many, or too deep. */
export const flattenFilter = (whole: FactFilter): [FactFilter, ArgumentPath][] => {
  const found: [FactFilter, ArgumentPath][] = [];
  const pending: [FactFilter, ArgumentPath, number][] = [[whole, ['filter'], 1]];
  for (let next = pending.shift(); next; next = pending.shift()) {
    const [filter, path, depth] = next;
    if (depth > MAXIMUM_DEPTH) {
      const message = `Filters may be nested ${MAXIMUM_DEPTH} deep at most. Flatten this one.`;
      throw badArgument(path, message, [`at most ${MAXIMUM_DEPTH} deep`]);
    }
    found.push([filter, path]);
    const { and, or, not } = filter;
    for (const [name, filters] of Object.entries({ and, or })) {
      for (const [index, each] of filters?.entries() ?? []) pending.push([each, [...path, name, index], depth + 1]);
    }
    if (not) pending.push([not, [...path, 'not'], depth + 1]);
    if (found.length + pending.length > MAXIMUM_FILTERS) {
      const message = `A filter may contain ${MAXIMUM_FILTERS} filters at most. Use lists such as \`subjectIds\`.`;
      throw badArgument(['filter'], message, [`at most ${MAXIMUM_FILTERS} filters`]);
    }
  }
  return found;
};

/** The values that a filter may name. */
export interface KnownValues {
  readonly properties: readonly string[];
  readonly units: readonly string[];
  readonly topics: readonly string[];
}

/** Which of {@link KnownValues} a filter names, so that only those are read. */
export const namedValues = (filters: readonly FactFilter[]) => ({
  vocabulary: filters.some(({ properties, unit }) => properties != null || unit != null),
  topics: filters.some(({ topicSlugs }) => topicSlugs != null),
});

/** Throws BAD_USER_INPUT with the path of the first condition that can never hold, and what it accepts. */
export const checkFactFilter = (filter: FactFilter, path: ArgumentPath, known: KnownValues): void => {
  for (const [name, prefixes] of Object.entries(IDS)) {
    checkIds(filter[name as keyof typeof IDS] ?? [], prefixes, [...path, name]);
  }
  for (const name of LISTS) checkList(filter[name] ?? [], [...path, name]);
  for (const name of RANGES) checkDateRange(filter[name] ?? {}, [...path, name]);
  const { properties, unit, topicSlugs, country, text, valueGte, valueLte } = filter;
  const check = (what: string, name: string, given: readonly string[], all: readonly string[], list: string) =>
    checkKnown({ what, argument: [...path, name], given, known: all, list });
  check('property', 'properties', properties ?? [], known.properties, 'properties');
  check('unit', 'unit', unit == null ? [] : [unit], known.units, 'units');
  check('topic', 'topicSlugs', topicSlugs ?? [], known.topics, 'topics');
  if (valueGte != null && valueLte != null && compareDecimals(valueGte, valueLte) > 0) {
    const message = `No quantity is at least ${valueGte} and at most ${valueLte}. Exchange the two.`;
    throw badArgument([...path, 'valueLte'], message, [`${valueGte} or more`]);
  }
  if (country != null) checkCountries([country], [...path, 'country']);
  if (text != null) checkSearchText(text, [...path, 'text']);
};

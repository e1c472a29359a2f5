import type { ExplorerSumsQuery } from '../../generated/operations';
import { pick } from '../../search';
import { FACT_PARAMETERS, type FactSearch } from '../facts/filter';

export type Group = NonNullable<ExplorerSumsQuery['factGroups']>['nodes'][number];
export type GroupKey = Group['keys'][number];

/** The key of a group of one kind. */
export const keyOf = (group: Group, key: GroupKey['key']): GroupKey | undefined =>
  group.keys.find((each) => each.key === key);

/** Keys of a group that the title of its chart does not state. */
const IN_TITLE: ReadonlySet<string> = new Set(['PROPERTY', 'UNIT']);

/** What the group is about, in words: its keys but the property and the unit. */
export const nameOf = (group: Group): string =>
  group.keys
    .filter(({ key }) => !IN_TITLE.has(key))
    .map(({ label }) => label)
    .join(', ');

/** Equal for groups whose sums may stand on one axis: one property in one unit. */
export const axisOf = (group: Group): string =>
  [keyOf(group, 'PROPERTY')?.value, group.unit?.code, ...(group.unit?.per ?? [])].join(' ');

/** Parameters of the table of facts that choose the facts of a key. */
const PARAMETERS: Readonly<Record<string, keyof FactSearch>> = {
  SUBJECT: 'subject',
  SUBJECT_KIND: 'kind',
  PROPERTY: 'property',
  MEASURE: 'measure',
  STATUS: 'status',
};

/** The filter of a group in the table of facts; null if the table cannot be filtered by one of its keys. */
export const factSearchOf = (group: Group, search: FactSearch): FactSearch | null => {
  const keys = group.keys.filter(({ key }) => key !== 'UNIT');
  if (keys.some(({ key, value }) => PARAMETERS[key] === undefined || value === null)) return null;
  const chosen = Object.fromEntries(keys.map(({ key, value }) => [PARAMETERS[key] ?? '', value ?? '']));
  return { ...pick(search, FACT_PARAMETERS), ...chosen, after: undefined };
};

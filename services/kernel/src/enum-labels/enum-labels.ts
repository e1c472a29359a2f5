import { contentLabels } from './content.labels';
import type { EnumLabels } from './enum-labels.types';
import { membershipLabels } from './membership.labels';
import { partnershipsLabels } from './partnerships.labels';
import { ratingsLabels } from './ratings.labels';
import { sharedLabels } from './shared.labels';

/** Labels of every enum value of the graph. A contract test finds a value without one. */
export const enumLabels: EnumLabels = {
  ...sharedLabels,
  ...contentLabels,
  ...membershipLabels,
  ...partnershipsLabels,
  ...ratingsLabels,
};

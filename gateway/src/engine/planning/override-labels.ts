import { type DocumentNode, Kind, visit } from 'graphql';
import { percentageOf } from './percent-labels';

/** All labels of `@override` in a supergraph: the `overrideLabel` arguments of its `@join__field` directives. */
export const overrideLabelsIn = (supergraph: DocumentNode): string[] => {
  const labels = new Set<string>();
  visit(supergraph, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'join__field') return;
      for (const { name: argument, value } of given) {
        if (argument.value === 'overrideLabel' && value.kind === Kind.STRING) labels.add(value.value);
      }
    },
  });
  return [...labels];
};

/** Returns the labels that are active for one operation. */
export type ChooseLabels = () => ReadonlySet<string>;

/**
 * Named labels are active if `active` contains them. A percentage is compared with one number per operation, so that
 * percent(5) is active only where percent(50) is.
 * @param random a number from 0 to 1, excluded
 */
export const createLabelChoice = (
  labels: readonly string[],
  active: readonly string[],
  random: () => number,
): ChooseLabels => {
  const named = labels.filter((label) => active.includes(label));
  const percentages = labels.flatMap((label) => {
    const percentage = percentageOf(label);
    return percentage === null ? [] : [{ label, percentage }];
  });
  const fixed: ReadonlySet<string> = new Set(named);
  if (percentages.length === 0) return () => fixed;
  return () => {
    const number = random() * 100;
    const chosen = percentages.filter(({ percentage }) => number < percentage).map(({ label }) => label);
    return new Set([...named, ...chosen]);
  };
};

/** What the explorer says about sums and timelines, in English. */
export const analysisTexts = {
  sums: {
    title: 'Sums',
    lead: 'Figures added up where they can be. A target is never added to what was reached, and what is left out is named with its reason. Statements in words are not figures: choose them to see them.',
    by: 'Group by',
    order: 'Order of the groups',
    count: (count: string) => `${count} groups`,
    leftOut: (count: string) => `${count} facts of this page are left out`,
    leftOutFact: (number: number) => `Fact ${number} that is left out`,
    ofGroup: (count: number): string => (count === 1 ? 'fact of this group' : 'facts of this group'),
    notAdded: 'not added up',
    table: 'Groups of facts with their sums, and what was left out',
    columns: {
      sum: 'Sum',
      range: 'Lowest–highest',
      median: 'Median',
      count: 'Facts',
      sources: 'Independent sources',
      excluded: 'Left out',
    },
    link: 'Add these facts up',
  },
  timeline: {
    title: 'What happened when',
    summary: (dated: number, undated: number) =>
      `${dated === 1 ? '1 dated fact' : `${dated} dated facts`}${undated === 0 ? '' : `; ${undated} others have no date`}.`,
    first: (count: string) => `The first ${count} are shown.`,
    list: 'As a list',
    columns: { when: 'When', what: 'What' },
  },
};

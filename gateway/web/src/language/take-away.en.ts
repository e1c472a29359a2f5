/** What the explorer says about taking things away, in English. */
export const takeAwayTexts = {
  takeAway: {
    title: 'Take this view away',
    link: 'Copy link',
    graphql: 'Copy as GraphQL',
    embed: 'Copy code to embed',
    svg: 'Save the picture as SVG',
    png: 'Save the picture as PNG',
    whole: 'All rows as a file:',
    source: 'From Wizness Graph:',
    open: 'open the whole view',
  },
};

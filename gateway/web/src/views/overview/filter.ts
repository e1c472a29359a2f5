/** The parameters of the whole network in its URL: the selected node, the words of the search, and the page of the table. */
export const OVERVIEW_PARAMETERS = ['node', 'q', 'page'] as const;

export type OverviewSearch = { readonly [Key in (typeof OVERVIEW_PARAMETERS)[number]]?: string };

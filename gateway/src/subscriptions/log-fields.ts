/** How a subscription field reads its events: a query field that pages through a log by cursor. */
export interface LogField {
  /** The service whose log it is. */
  readonly service: string;
  /** The query field. It takes `first` and `after`, and the arguments of the subscription field. */
  readonly query: string;
  /** Arguments of the query that the subscription field stands for, in GraphQL. */
  readonly fixed: Readonly<Record<string, string>>;
}

/** The subscription fields of the graph. */
export const LOG_FIELDS: Readonly<Record<string, LogField>> = {
  postPublished: { service: 'content', query: 'postEvents', fixed: { types: '[PUBLISHED]' } },
  postEventLogged: { service: 'content', query: 'postEvents', fixed: {} },
  commentAdded: { service: 'content', query: 'commentEvents', fixed: {} },
  factRecorded: { service: 'partnerships', query: 'factEvents', fixed: {} },
  notificationReceived: { service: 'membership', query: 'notificationEvents', fixed: {} },
  ratingSummaryChanged: { service: 'ratings', query: 'ratingSummaryEvents', fixed: {} },
};

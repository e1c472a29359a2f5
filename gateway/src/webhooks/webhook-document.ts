/** The aliases of what every delivery has, whatever its owner selects. */
export const ENTRY_FIELDS = {
  id: 'webhookEntryId',
  type: 'webhookEntryType',
  occurredAt: 'webhookEntryOccurredAt',
  postId: 'webhookEntryPostId',
  revision: 'webhookEntryRevision',
} as const;

/** The selection of the thin payload. */
export const THIN_SELECTION = '{ post { url } }';

/** What an endpoint takes. */
export interface Selected {
  /** Values of the enum `PostEventType`; none: all. */
  readonly types: readonly string[];
  /** The literal of a `PostFilter`; null: all. */
  readonly filter: string | null;
  /** A selection set on `PostEvent` and its fragments. */
  readonly selection: string;
}

/** A name that does not occur in the selection. */
const freeName = (selection: string): string => {
  let name = 'WebhookSelection';
  while (selection.includes(name)) name += '_';
  return name;
};

/** The subscription whose events are those that an endpoint is sent. */
export const webhookDocument = ({ types, filter, selection }: Selected): string => {
  const args = [
    ...(types.length > 0 ? [`types: [${types.join(', ')}]`] : []),
    ...(filter === null ? [] : [`filter: ${filter}`]),
  ];
  const own = Object.entries(ENTRY_FIELDS).map(([field, alias]) => `${alias}: ${field}`);
  const name = freeName(selection);
  return `subscription Webhook {
  entry: postEventLogged${args.length > 0 ? `(${args.join(', ')})` : ''} { ${own.join(' ')} ...${name} }
}
fragment ${name} on PostEvent ${selection}`;
};

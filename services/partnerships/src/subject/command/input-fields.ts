/** Options of fields that several inputs have. */
export const ID_FIELD = { description: 'Id.' } as const;
export const EXPECTED_VERSION = { description: 'The version that the caller has read.' } as const;
export const REASON = { description: 'Why, 1 to 500 characters.' } as const;
export const NAMED_IN = { description: 'Where it is named, 1 to 50.' } as const;
export const DISTINCT = {
  defaultValue: false,
  description: 'Create it although its name exists: a homonym.',
} as const;
export const IDEMPOTENCY_KEY = {
  nullable: true,
  description:
    'A repeated request with the same key and input returns the first result, for 24 hours. At most 200 characters. Null: no protection.',
} as const;
export const STAYS = { nullable: true, description: 'Null or left out stays as it is.' } as const;

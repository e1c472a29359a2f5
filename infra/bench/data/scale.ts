/** How many of everything the data has at scale 10. At scale 1 it is a tenth of it. */
const AT_SCALE_10 = {
  members: 10_000,
  organisations: 5_000,
  people: 2_000,
  programmes: 2_000,
  partnerships: 1_000,
  /** Versions of facts: the rows of the table. Each claim has 3 on average. */
  facts: 200_000,
  /** Publications that posts report on. Each post is a source too. */
  publications: 10_000,
  posts: 20_000,
  comments: 200_000,
  ratings: 1_000_000,
  /** Answers to events. */
  rsvps: 50_000,
  contributions: 10_000,
  notifications: 100_000,
  /** Cases of moderators. */
  cases: 10_000,
  /** Deliveries of one webhook. */
  deliveries: 20_000,
};

export type Scale = Readonly<typeof AT_SCALE_10>;

/** The numbers at a scale, in tenths of the full data. */
export const countsAt = (scale: number): Scale => {
  const entries = Object.entries(AT_SCALE_10).map(([name, count]) => [name, Math.ceil((count * scale) / 10)]);
  return Object.fromEntries(entries) as Scale;
};

/** Place of the member who is an analyst and a moderator, and has a webhook. */
export const STAFF = 4;

/** Topics, and members who follow many. They do not depend on the scale. */
export const TOPICS = 30;
/** Follows of the first members. The others follow 5 in the median. */
export const FOLLOWS_OF_FIRST = [850, 200, 100, 16] as const;

/** What a service stores about a member, by a name that a person understands: `comments`, `ratings` … */
export type PersonalData = Readonly<Record<string, readonly object[]>>;

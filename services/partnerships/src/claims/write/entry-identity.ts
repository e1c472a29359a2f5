import type { IdentityHints } from '../../subject/identity/identity.types';
import type { ClaimsFile } from '../file/claims-file.schema';
import { type ClaimedIdentity, isSubjectId } from '../file/identity.schema';

type Entry = ClaimedIdentity & { readonly key: string };

/** Keys of entries that the file declares to be distinct, in both directions. */
const distinctKeys = (entries: readonly Entry[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const keys = new Map<string, Set<string>>(entries.map(({ key }) => [key, new Set()]));
  for (const { key, distinctFrom } of entries) {
    for (const other of (distinctFrom ?? []).filter((reference) => !isSubjectId(reference))) {
      keys.get(key)?.add(other);
      keys.get(other)?.add(key);
    }
  }
  return keys;
};

/** What a claims file, and earlier imports of its document, say about the identity of its entries. */
export class EntryIdentity {
  private readonly distinct: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    { organisations = [], people = [], partnerships = [], programmes = [] }: ClaimsFile,
    /** Id of the subject by key of the entry, as of the last import. */
    private readonly previous: ReadonlyMap<string, string>,
    /** Id of the subject of an entry that is written already. Undefined: not yet. */
    private readonly writtenId: (key: string) => string | undefined,
  ) {
    this.distinct = distinctKeys([...organisations, ...people, ...partnerships, ...programmes]);
  }

  hintsFor({ key, sameAs, distinctFrom }: Entry): IdentityHints {
    const keys = [...(this.distinct.get(key) ?? [])];
    return {
      sameAsId: sameAs == null || isSubjectId(sameAs) ? (sameAs ?? null) : (this.writtenId(sameAs) ?? null),
      distinctFromIds: [
        ...(distinctFrom ?? []).filter(isSubjectId),
        ...keys.flatMap((each) => this.writtenId(each) ?? []),
      ],
      previousId: this.previous.get(key) ?? null,
    };
  }
}

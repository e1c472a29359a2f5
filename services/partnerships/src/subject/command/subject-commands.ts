import { type Created, created, notCreated, type Transactional, UserError, UserErrorCode } from '@wizness/kernel';
import type { PartnershipsContext } from '../../context';
import { RECORDED } from '../../fact/command/fact.commands';
import type { NewCitation } from '../../source/citation.store';
import type { ChangeOutcome } from '../subject.store';

/** The context of a command, which opens the transaction. */
export type CommandContext = Transactional<PartnershipsContext>;

/** The most existing subjects that a new one is compared with in an answer. */
export const MAX_CANDIDATES = 10;

/** The property of the fact that states the name of a person, programme or partnership. */
const NAME = {
  key: 'name',
  labels: { fr: 'Nom', en: 'Name' },
  definition: { fr: 'Nom, tel que la source le donne.', en: 'Name, as the source gives it.' },
  valueKind: 'TEXT',
} as const;

/** Records where a new subject is named, as a proposed fact. `tx` must be in a transaction. */
const recordName = async (
  tx: PartnershipsContext,
  { subjectId, name, citations }: { subjectId: string; name: string; citations: readonly NewCitation[] },
  recordedById: string,
): Promise<void> => {
  await tx.properties.defineMissing({ properties: [NAME] });
  const [first] = citations;
  const wording = first?.quote.includes(name) ? 'SOURCE' : 'REVIEWER';
  await tx.facts.record({
    document: RECORDED,
    claim: `name of ${subjectId}`,
    subjectId,
    property: NAME.key,
    measure: 'STATEMENT',
    value: { kind: 'TEXT', text: name, lang: first?.lang ?? 'und', wording },
    citations,
    status: 'PROPOSED',
    recordedById,
  });
};

/** Refuses a new subject whose name exists. */
export const nameExists = (field: string, ids: readonly string[]): Created =>
  notCreated(
    new UserError(
      UserErrorCode.ALREADY_EXISTS,
      `There is one with this name: ${ids.slice(0, MAX_CANDIDATES).join(', ')}. Use it, or set \`distinct\` if this is another one.`,
      [field],
    ),
  );

interface NewNamed {
  readonly memberId: string;
  readonly name: string;
  readonly citations: readonly NewCitation[];
  /** Ids of those with this name. The new one is another one, if `distinct`; otherwise it is refused. */
  readonly homonyms: readonly string[];
  readonly distinct: boolean;
}

/** Creates a person, programme or partnership by `register`, with who made it and where it is named. `tx` must be in a transaction. */
export const createNamed = async (
  tx: PartnershipsContext,
  { memberId, name, citations, homonyms, distinct }: NewNamed,
  register: (identity: { readonly distinctFromIds: readonly string[] }) => Promise<{ readonly id: string }>,
): Promise<Created> => {
  if (homonyms.length > 0 && !distinct) return nameExists('name', homonyms);
  const { id: subjectId } = await register({ distinctFromIds: homonyms });
  await tx.subjects.createdBy(subjectId, memberId);
  await recordName(tx, { subjectId, name, citations }, memberId);
  return created(subjectId);
};

/** Refuses the change of a subject that was merged into `current`. Empty if it was not. */
export const mergedErrors = (id: string, current: { readonly id: string }): UserError[] => {
  if (current.id === id) return [];
  const message = `It was merged into ${current.id}. Change that one, or undo the merge first.`;
  return [new UserError(UserErrorCode.CONFLICT, message, ['id'])];
};

/** What the caller learns of a change. Empty if it was made. */
export const outcomeErrors = (outcome: ChangeOutcome): UserError[] => {
  if (outcome === 'DONE') return [];
  return outcome === 'NOT_FOUND'
    ? [new UserError(UserErrorCode.NOT_FOUND, 'There is nothing with this id.', ['id'])]
    : [
        new UserError(UserErrorCode.STALE_VERSION, 'It was changed in the meantime. Read it again.', [
          'expectedVersion',
        ]),
      ];
};

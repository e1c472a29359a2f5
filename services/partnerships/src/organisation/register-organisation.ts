import { badUserInput, type Clock, type FuzzyDate } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { insertAll } from '../subject/insert-all';
import { registering } from '../subject/registration-lock';
import { type Difference, fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { findEstablished } from './match-organisation';
import { Identifier } from './identifier.entity';
import { nameKey } from './name-key';
import { Organisation, type OrganisationKind } from './organisation.entity';
import { type NameKind, OrganisationName } from './organisation-name.entity';
import { preferredName } from './preferred-name';

export interface NewName {
  readonly value: string;
  readonly kind: NameKind;
  readonly lang?: string | null;
  readonly since?: FuzzyDate | null;
  readonly until?: FuzzyDate | null;
}

export interface NewIdentifier {
  readonly scheme: string;
  readonly value: string;
  readonly uri?: string | null;
}

export interface NewOrganisation {
  readonly kind: OrganisationKind;
  /** At least one. */
  readonly names: readonly NewName[];
  readonly homepage?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null;
  readonly parentId?: string | null;
  readonly identifiers?: readonly NewIdentifier[];
}

export interface EstablishedOrganisation extends MergeResult {
  /** Ids of the rows of the names given, in the order given. */
  readonly nameIds: readonly string[];
}

/** What one step of establishing did. */
interface Step {
  readonly changed: boolean;
  readonly differences: readonly Difference[];
}

const settleOwnFields = async (
  tx: EntityManager,
  id: string,
  { kind, homepage, country, parentId }: NewOrganisation,
): Promise<Step> => {
  if (parentId === id) throw badUserInput(`An organisation can not be its own parent: ${id}. Leave \`parentId\` out.`);
  const there = await tx.findOneByOrFail(Organisation, { id });
  const { filled, differences } = fillUnknown(there, { kind, homepage, country, parentId });
  if (isFilled(filled)) await tx.update(Organisation, id, filled);
  return { changed: isFilled(filled), differences };
};

const readNames = (tx: EntityManager, organisationId: string): Promise<OrganisationName[]> =>
  tx.find(OrganisationName, { where: { organisationId }, order: { id: 'ASC' } });

const settleNames = async (tx: EntityManager, organisationId: string, names: readonly NewName[]): Promise<Step> => {
  const thereByValue = new Map((await readNames(tx, organisationId)).map((name) => [name.value, name]));
  const differences: Difference[] = [];
  const added: Partial<OrganisationName>[] = [];
  let changed = false;
  for (const { value, kind, lang = null, since = null, until = null } of names) {
    const there = thereByValue.get(value);
    if (!there) {
      added.push({ organisationId, value, nameKey: nameKey(value), kind, lang, since, until });
      continue;
    }
    const settled = fillUnknown(there, { kind, lang, since, until });
    if (isFilled(settled.filled)) await tx.update(OrganisationName, there.id, settled.filled);
    changed ||= isFilled(settled.filled);
    differences.push(...settled.differences.map((each) => ({ ...each, field: `names "${value}" ${each.field}` })));
  }
  await insertAll(tx, OrganisationName, added);
  return { changed: changed || added.length > 0, differences };
};

const settleIdentifiers = async (
  tx: EntityManager,
  organisationId: string,
  identifiers: readonly NewIdentifier[],
): Promise<Step> => {
  const differences: Difference[] = [];
  let changed = false;
  for (const { scheme, value, uri = null } of identifiers) {
    const there = await tx.findOneBy(Identifier, { scheme, value });
    if (!there) await tx.insert(Identifier, { scheme, value, organisationId, uri });
    const settled = fillUnknown(there ?? { uri }, { uri });
    if (isFilled(settled.filled)) await tx.update(Identifier, { scheme, value }, settled.filled);
    changed ||= !there || isFilled(settled.filled);
    differences.push(...settled.differences.map((each) => ({ ...each, field: `${scheme} ${value} ${each.field}` })));
  }
  return { changed, differences };
};

/** Keeps the organisation's own `name` at what the rule says of all its names. */
const showPreferredName = async (tx: EntityManager, id: string, names: readonly OrganisationName[]): Promise<void> => {
  const preferred = preferredName(names, null);
  if (preferred) await tx.update(Organisation, id, { name: preferred.value, nameKey: preferred.nameKey });
};

const checkNames = (names: readonly NewName[]): NewName[] => {
  if (names.length === 0) throw badUserInput('An organisation must have a name. Give at least one in `names`.');
  const trimmed = names.map((name) => ({ ...name, value: name.value.trim() }));
  if (trimmed.some(({ value }) => value === '')) {
    throw badUserInput('A name of an organisation is empty. Write the name, or leave it out of `names`.');
  }
  // The same name given twice is one name; what is said of it first stands.
  return [...new Map(trimmed.toReversed().map((name) => [name.value, name])).values()].toReversed();
};

/** See {@link OrganisationService.establish}. */
export const establishOrganisation = (
  db: EntityManager,
  clock: Clock,
  organisation: NewOrganisation,
): Promise<EstablishedOrganisation> =>
  registering(db, async (tx) => {
    const names = checkNames(organisation.names);
    const { kind, homepage = null, country = null, parentId = null, identifiers = [] } = organisation;
    const known = await findEstablished(tx, names, identifiers);
    const id = known ?? clock.newId('org');
    if (known === null) {
      await tx.insert(Organisation, { id, name: '', nameKey: '', kind, homepage, country, parentId });
    }
    const steps = [
      await settleOwnFields(tx, id, organisation),
      await settleNames(tx, id, names),
      await settleIdentifiers(tx, id, identifiers),
    ];
    const changed = steps.some((step) => step.changed);
    const named = await readNames(tx, id);
    if (changed) await showPreferredName(tx, id, named);
    const idByValue = new Map(named.map((name) => [name.value, name.id]));
    return {
      id,
      created: known === null,
      changed,
      differences: steps.flatMap((step) => step.differences),
      nameIds: organisation.names.map(({ value }) => idByValue.get(value.trim()) ?? ''),
    };
  });

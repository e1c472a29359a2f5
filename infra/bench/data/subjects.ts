import { matchKey, nameKey, slugOf } from '@wizness/kernel';
import type { Choices } from './choices';
import type { Row } from './copy-rows';
import type { Scale } from './scale';
import { newName } from './words';

interface Subject {
  readonly id: string;
  readonly name: string;
}

/** What facts, posts and ratings are about. */
export interface Subjects {
  readonly organisations: readonly Subject[];
  readonly people: readonly Subject[];
  readonly programmes: readonly Subject[];
  readonly partnerships: readonly Subject[];
}

/** One organisation of twenty is there twice: the second time its name is spelt with a double letter. */
const SPELT_TWICE = 20;

export const chooseSubjects = (choices: Choices, scale: Scale): Subjects => {
  const taken = new Set<string>();
  const choose = (prefix: string, count: number): Subject[] =>
    Array.from({ length: count }, () => ({ id: choices.newId(prefix), name: newName(choices, taken) }));
  const organisations = choose('org', scale.organisations - Math.floor(scale.organisations / SPELT_TWICE));
  const again = organisations.slice(0, scale.organisations - organisations.length).map(({ name }) => {
    const misspelt = name.replace('k', 'kk');
    taken.add(misspelt);
    return { id: choices.newId('org'), name: misspelt };
  });
  return {
    organisations: [...organisations, ...again],
    people: choose('person', scale.people),
    programmes: choose('programme', scale.programmes),
    partnerships: choose('partnership', scale.partnerships),
  };
};

const KINDS = ['COMPANY', 'ASSOCIATION', 'GROUP', 'BANK', 'UNIVERSITY', 'NETWORK', 'PUBLIC_BODY'];
export const COUNTRIES = ['FR', 'FR', 'FR', 'BE', 'DE', 'CH'];
const THEMES = ['sustainable mobility', 'energy', 'food', 'housing', 'training'];

/** Slugs of names in order: equal names get numbers. */
const slugs = (names: Iterable<string>): string[] => {
  const taken = new Map<string, number>();
  return Array.from(names, (name) => {
    const slug = slugOf(name);
    const count = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, count);
    return count === 1 ? slug : `${slug}-${count}`;
  });
};

const subjectNamed = ({ id, slug }: Row, names: readonly string[]) => ({
  type: 'SubjectNamed',
  subject: String(id),
  payload: JSON.stringify({ slug, names }),
});

/** The rows of the tables of subjects, and of the events about them, without their positions. */
export const subjectRows = (choices: Choices, { organisations, people, programmes, partnerships }: Subjects) => {
  const named = (subjects: readonly Subject[]): Row[] => {
    const slugOfEach = slugs(subjects.map(({ name }) => name));
    return subjects.map(({ id, name }, index) => ({
      id,
      name,
      name_key: nameKey(name),
      slug: slugOfEach[index] ?? id,
    }));
  };
  const rowsOf = {
    organisations: named(organisations),
    people: named(people),
    partnerships: named(partnerships),
    programmes: named(programmes),
  };
  const shortName = (name: string) => `${name.split(' ')[0]} ${name.split(' ')[1]?.[0]}.`;
  const hasShortName = organisations.map(() => choices.happens(0.3));
  return {
    organisations: rowsOf.organisations.map((row) => ({
      ...row,
      kind: choices.pick(KINDS),
      homepage: null,
      country: choices.happens(0.7) ? choices.pick(COUNTRIES) : null,
      parent_id: null,
    })),
    organisationNames: organisations.flatMap(({ id, name }, index): Row[] => {
      const common = { organisation_id: id, lang: 'fr', since: null, until: null };
      const short = shortName(name);
      const official = { ...common, value: name, name_key: nameKey(name), kind: 'OFFICIAL' };
      if (!hasShortName[index]) return [official];
      return [official, { ...common, value: short, name_key: nameKey(short), kind: 'SHORT' }];
    }),
    people: rowsOf.people,
    partnerships: rowsOf.partnerships.map((row) => {
      const theme = choices.pick(THEMES);
      return {
        ...row,
        kind: choices.pick(['CO_CONSTRUCTION', 'PATRONAGE', 'OTHER']),
        theme,
        theme_key: matchKey(theme),
      };
    }),
    programmes: rowsOf.programmes.map((row) => ({
      ...row,
      status: choices.pick(['PLANNED', 'ACTIVE', 'ACTIVE', 'COMPLETED']),
      parent_id: null,
      partnership_id: choices.happens(0.4) ? choices.pick(partnerships).id : null,
    })),
    programmeNames: programmes.map(({ id, name }): Row => ({ programme_id: id, value: name, name_key: nameKey(name) })),
    duplicateCandidates: organisations
      .slice(-Math.floor(organisations.length / SPELT_TWICE))
      .flatMap(({ id }, index) => {
        const [aId = '', bId = ''] = [organisations[index]?.id ?? '', id].toSorted();
        const reasons = [{ code: 'SAME_NAME', words: null }];
        return [{ a_id: aId, b_id: bId, reasons: JSON.stringify(reasons), score: '0.95', is_distinct: false }];
      }),
    events: [
      ...organisations.map(({ id }) => ({ type: 'OrganisationEstablished', subject: id, payload: '{}' })),
      ...rowsOf.organisations.map((row, index) => {
        const name = String(row['name']);
        return subjectNamed(row, hasShortName[index] ? [name, shortName(name)] : [name]);
      }),
      ...[...rowsOf.people, ...rowsOf.programmes, ...rowsOf.partnerships].map((row) =>
        subjectNamed(row, [String(row['name'])]),
      ),
    ],
  };
};

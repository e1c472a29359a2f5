import { isDeepStrictEqual } from 'node:util';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  type ClaimsFile,
  ClaimsError,
  type ImportedClaims,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';
import { ANALYST, fileExists, importPublic, readText } from '../../../test/support/demo-claims';
import { fileNaming, type NamedKind, pageNaming } from '../../../test/support/named-files';
import { everyRow, onDatabase } from '../../../test/support/on-database';
import { duplicateCandidatesOf } from './duplicate-candidate.store';

type Case = readonly [kind: NamedKind, first: string, second: string, expected: 'same' | 'different'];

/** Cases of our own. The notation is that of the shared ones. */
const OWN: readonly Case[] = [
  ['organisation', 'Rives & Bois', 'Rives Bois', 'different'],
  ['organisation', 'Et Après', 'Après', 'different'],
  ['organisation', 'B&B Toitures', 'BB Toitures', 'different'],
  ['organisation', 'The Orchard and Sons', 'The Orchard Sons', 'different'],
  ['organisation', 'Régie des eaux de Brume; REB', 'Réseau des écoles du Bas-Pays; REB', 'different'],
  ['organisation', 'Fédération Aubrelle; ~la fédération', 'Fédération Corme; ~la fédération', 'different'],
  ['organisation', 'Cantine Nord {SIREN 130864176}', 'Cantine Nord {SIREN 133333310}', 'different'],
  ['organisation', 'Cantine Est {Wikidata Q101}', 'Cantine Est {wikidata Q102}', 'different'],
  ['organisation', 'Frênes {VAT FR44732829320}', 'Frênes {VAT FR 39 356 000 000}', 'different'],
  ['organisation', 'Øresund Kilder', 'Oresund Kilder', 'same'],
  ['organisation', 'Przędza Łódź', 'Przedza Lodz', 'same'],
  ['organisation', 'L’Atelier du Quai', 'L\u02BCAtelier du Quai', 'same'],
  ['organisation', 'Cœur de Ruche', 'COEUR DE RUCHE', 'same'],
  ['organisation', 'Vents et Marées', 'Vents & Marées', 'same'],
  ['organisation', 'Le\u00A0Sablier', 'Le Sablier', 'same'],
  ['organisation', 'Tuiles Dorval {FR-SIRET 149 382 681 00018}', 'Dorval Couverture {SIREN 149382681}', 'same'],
  ['organisation', 'Tuiles Vaurel {TVA FR 83 164 197 485}', 'Vaurel SA {FR-SIREN 164.197.485}', 'same'],
  ['organisation', 'Marnes Capital {LEI 969500UP76J52A9OXU27}', 'MC Holding {lei 9695 00up 76j5 2a9o xu27}', 'same'],
  ['organisation', 'Cercle Ombelle {RNA W751234567}', 'Ombelle Paris {FR-RNA w 751 234 567}', 'same'],
  ['organisation', 'Atelier C#', 'Atelier C', 'different'],
  ['organisation', 'Verger 100%', 'Verger 100 %', 'same'],
  ['programme', 'Cap 50%', 'Cap 50', 'different'],
  ['partnership', 'Pacte C#', 'Pacte C', 'different'],
  ['organisation', 'Verger Dorval {GB-COH 0021 2481}', 'Dorval Orchards {gb_coh 00212481}', 'same'],
  ['organisation', 'Verger Vaurel {CHE CHE-123.456.788}', 'Verger Vaurel {CHE CHE 123 456 788}', 'same'],
  ['organisation', 'Verger Sud {KRS 0000123456}', 'Verger Sud {KRS 0000123457}', 'different'],
  ['person', 'Elias Morvandel @ Scierie Bellac', 'Elias Morvandel @ Lycée Combray', 'different'],
  ['person', 'Inès Tavernel @ Scierie Bellac', 'Ines TAVERNEL @ Scierie Bellac', 'same'],
  ['person', 'Ugo Perrandin', 'Ugo Perrandin @ Lycée Combray', 'same'],
  ['programme', 'Toits verts @ Scierie Bellac', 'Toits verts @ Régie Combray', 'different'],
  ['programme', 'Green Roofs @ Scierie Bellac', 'Green roofs @ Scierie Bellac', 'same'],
  ['programme', 'Passerelles', 'Passerelles @ Régie Combray', 'same'],
  ['partnership', 'Alliance du lac @ Scierie Bellac', 'Alliance du lac @ Régie Combray', 'different'],
  ['partnership', 'Pacte des rives @ Scierie Bellac', 'Pacte des rives @ Scierie Bellac', 'same'],
];

const SHARED = '../shared/cases/names.txt';
const hasShared = fileExists(SHARED);

const sharedCases = (): Case[] =>
  readText(SHARED)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [kind, first, second, expected] = line.replaceAll('\\u02BC', '\u02BC').split('\t');
      return [kind, first, second, expected] as unknown as Case;
    });

let open: OpenSubgraph<PartnershipsContext>;

const importFile = (document: string, lines: readonly string[], file: Partial<ClaimsFile>) =>
  open.context({ identity: ANALYST }).inTransaction((tx) => importPublic(tx, pageNaming(document, lines, file)));
const importLine = (document: string, kind: NamedKind, line: string, decision = {}) =>
  importFile(document, [line], fileNaming(kind, line, decision));
const idIn = ({ subjects }: ImportedClaims): string => subjects['it']?.id ?? '';
const candidatesOf = (...ids: string[]) => onDatabase(open.url, (db) => duplicateCandidatesOf(db, ids));

describe('Names in two claims files', () => {
  let cases = 0;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  /** The ids of both when they are imported, and again. Importing again must write nothing. */
  const identify = async ([kind, first, second]: Case) => {
    cases += 1;
    const importBoth = async () => ({
      first: idIn(await importLine(`one-${cases}`, kind, first)),
      second: idIn(await importLine(`other-${cases}`, kind, second)),
    });
    const ids = await importBoth();
    const rows = await everyRow(open.url);
    const again = await importBoth();
    const is = ids.first === ids.second ? 'same' : 'different';
    return { is, isStable: isDeepStrictEqual([again, await everyRow(open.url)], [ids, rows]) };
  };

  test.each(OWN)('%s: "%s" and "%s" are %s, also when both are imported again', async (...each) => {
    expect(await identify(each)).toEqual({ is: each[3], isStable: true });
  });

  (hasShared ? describe : describe.skip)(
    `The shared cases${hasShared ? '' : ' (skipped: ../shared/cases does not exist)'}`,
    () => {
      test.each(hasShared ? sharedCases() : [])('%s: "%s" and "%s" are %s', async (...each) => {
        expect(await identify(each)).toEqual({ is: each[3], isStable: true });
      });
    },
  );
});

describe('Identity of subjects across claims files', () => {
  beforeEach(async () => {
    open = await openSubgraph(partnerships);
  });
  afterEach(() => open.close());

  test('Homonyms that are kept apart are a candidate pair with reasons, and the import reports them', async () => {
    const one = await importLine('one', 'person', 'Ada Vrilland @ Scierie Bellac');
    const other = await importLine('other', 'person', 'Ada VRILLAND @ Lycée Combray');
    const reasons = [
      { code: 'SAME_NAME', words: 'Ada Vrilland' },
      { code: 'OTHER_ORGANISATION', words: null },
    ];
    expect(other.matches.find(({ key }) => key === 'it')).toEqual({
      key: 'it',
      id: idIn(other),
      name: 'Ada VRILLAND',
      rule: 'NEW',
      homonyms: [{ id: idIn(one), reasons, isDecided: false }],
    });
    const [aId, bId] = [idIn(one), idIn(other)].toSorted();
    expect(await candidatesOf(idIn(one))).toMatchObject([{ aId, bId, reasons, score: '0.75', isDistinct: false }]);
  });

  test.each<[NamedKind, string, string, string]>([
    ['organisation', 'Vents et Marées', 'Vents & marées', 'FOLDED_NAME'],
    ['organisation', 'Vents et Marées', 'Vents et Marées', 'LITERAL_NAME'],
    ['organisation', 'Vents et Marées {SIREN 130864176}', 'VM {SIREN 130864176}', 'IDENTIFIER'],
    ['person', 'Inès Tavernel', 'Ines Tavernel', 'FOLDED_NAME'],
    ['programme', 'Toits verts', 'TOITS VERTS', 'FOLDED_NAME'],
    ['partnership', 'Pacte des rives', 'Pacte des Rives', 'FOLDED_NAME'],
  ])('The import reports how it identified the %s "%s" given as "%s": %s', async (kind, first, second, rule) => {
    await importLine('one', kind, first);
    const { matches } = await importLine('other', kind, second);
    expect(matches.find(({ key }) => key === 'it')?.rule).toBe(rule);
    const again = await importLine('other', kind, second);
    expect(again.matches.find(({ key }) => key === 'it')?.rule).toBe(rule === 'IDENTIFIER' ? rule : 'SAME_ENTRY');
  });

  test.each<NamedKind>(['organisation', 'person', 'programme', 'partnership'])(
    'A file decides with distinctFrom that its %s is another one, and with sameAs which one is meant',
    async (kind) => {
      const one = await importLine('one', kind, 'Colline');
      const other = await importLine('other', kind, 'Colline', { distinctFrom: [idIn(one)] });
      expect(idIn(other)).not.toBe(idIn(one));
      expect(other.matches.find(({ key }) => key === 'it')?.rule).toBe('DISTINCT_FROM');
      expect(await candidatesOf(idIn(one))).toMatchObject([{ isDistinct: true }]);
      const rows = await everyRow(open.url);
      expect(idIn(await importLine('one', kind, 'Colline'))).toBe(idIn(one));
      expect(idIn(await importLine('other', kind, 'Colline', { distinctFrom: [idIn(one)] }))).toBe(idIn(other));
      expect(await everyRow(open.url)).toEqual(rows);

      const ambiguous = importLine('third', kind, 'Colline');
      await expect(ambiguous).rejects.toBeInstanceOf(ClaimsError);
      await expect(ambiguous).rejects.toThrow(/Several are named "Colline": .*"sameAs".*"distinctFrom"/);
      expect(idIn(await importLine('third', kind, 'Colline', { sameAs: idIn(other) }))).toBe(idIn(other));
      expect(idIn(await importLine('fourth', kind, 'La petite Colline', { sameAs: idIn(one) }))).toBe(idIn(one));
    },
  );

  test('Entries of one file are told apart by their organisations, and joined or separated by its decisions', async () => {
    const scierie = fileNaming('person', 'Noé Garance @ Scierie Bellac');
    const lycee = fileNaming('person', 'Noé Garance @ Lycée Combray');
    const [first] = scierie.people ?? [];
    const [second] = lycee.people ?? [];
    const file = (decision: object) => ({
      organisations: [
        ...(scierie.organisations ?? []),
        ...(lycee.organisations ?? []).map((each) => ({ ...each, key: 'lycee' })),
      ],
      people: [
        { ...first, key: 'a' },
        {
          ...second,
          key: 'b',
          affiliations: second?.affiliations.map((each) => ({ ...each, organisation: 'lycee' })),
          ...decision,
        },
      ] as ClaimsFile['people'],
    });
    const lines = ['Noé Garance'];
    const apart = await importFile('apart', lines, file({}));
    expect(apart.subjects['a']?.id).not.toBe(apart.subjects['b']?.id);
    expect((await importFile('apart', lines, file({}))).subjects).toMatchObject({
      a: { id: apart.subjects['a']?.id },
      b: { id: apart.subjects['b']?.id },
    });
    const joined = await importFile('joined', lines, file({ sameAs: 'a' }));
    expect(joined.subjects['b']?.id).toBe(joined.subjects['a']?.id);
    const homonyms = fileNaming('organisation', 'Colline').organisations ?? [];
    const separated = await importFile('separated', ['Colline'], {
      organisations: [...homonyms, ...homonyms.map((each) => ({ ...each, key: 'twin', distinctFrom: ['it'] }))],
    });
    expect(separated.subjects['it']?.id).not.toBe(separated.subjects['twin']?.id);
  });

  test.each<[string, object, RegExp]>([
    ['an id that does not exist', { sameAs: 'org_00000000000000000000000000' }, /There is no organisation "?org_0/],
    ['an id of another kind', { distinctFrom: ['person_00000000000000000000000000'] }, /There is no organisation/],
    ['a key that is not in the file', { sameAs: 'nobody' }, /there is no organisation "nobody"/],
    ['itself', { distinctFrom: ['it'] }, /must name another entry/],
  ])('Refuses a decision that names %s', async (_, decision, message) => {
    await expect(importLine('one', 'organisation', 'Colline', decision)).rejects.toThrow(message);
  });
});

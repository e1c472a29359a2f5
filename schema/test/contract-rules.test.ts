import { enumLabels } from '@wizness/kernel';
import { loadServices } from '@wizness/gateway';
import { buildSchema, isEnumType, parse } from 'graphql';
import { readCommitted } from '../src/files';
import { brokenRules } from '../src/rules/broken-rules';
import { missingFromTarget, missingLines, TARGET_CONTRACT } from '../src/rules/target';

const api = buildSchema(readCommitted('api.graphql') ?? '');

describe('The contract', () => {
  test('breaks none of its rules', () => {
    const subgraphs = new Map(loadServices().map(({ name, sdl }) => [name, parse(sdl)]));
    expect(brokenRules(api, subgraphs)).toEqual([]);
  });

  test('has a French and an English label for every enum value, and no label for a value that does not exist', () => {
    const enums = Object.values(api.getTypeMap()).filter((type) => isEnumType(type) && !type.name.startsWith('__'));
    const valuesOf = Object.fromEntries(
      enums.map((type) => [
        type.name,
        isEnumType(type)
          ? type
              .getValues()
              .map(({ name }) => name)
              .toSorted()
          : [],
      ]),
    );
    const labelled = Object.fromEntries(
      Object.entries(enumLabels).map(([name, values]) => [name, Object.keys(values).toSorted()]),
    );
    // Labels are in services/kernel/src/enum-labels/, one file for each subgraph.
    expect(labelled).toEqual(valuesOf);
    const texts = Object.values(enumLabels).flatMap((values) =>
      Object.values(values).flatMap(({ fr, en }) => [fr, en]),
    );
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  });
});

(TARGET_CONTRACT ? describe : describe.skip)('The target contract beside this repository', () => {
  test('has no field or argument whose type differs from this contract', () => {
    expect(missingFromTarget(api).different).toEqual([]);
  });

  test('lists what is missing by issue, in one line each, without values that are only stricter here', () => {
    const { missing } = missingFromTarget(api);
    expect(missingLines(missing)).toHaveLength(missing.size);
    for (const [issue, names] of missing) {
      expect(missingLines(missing).join('\n')).toContain(`issue ${issue}: ${names.length} missing: ${names[0]}`);
      expect(names.filter((name) => name.includes('optional'))).toEqual([]);
    }
  });
});

import { type OperationDefinitionNode, parse } from 'graphql';
import { checkCredentialLimit, countCredentialFields } from './credential-limit';

const CREDENTIAL_FIELDS = new Set(['register', 'signIn']);

const parsed = (source: string) => {
  const document = parse(source);
  return { document, operation: document.definitions[0] as OperationDefinitionNode };
};
const count = (source: string): number => {
  const { document, operation } = parsed(source);
  return countCredentialFields(document, operation, CREDENTIAL_FIELDS);
};
const check = (source: string): void => {
  const { document, operation } = parsed(source);
  checkCredentialLimit(document, operation, CREDENTIAL_FIELDS);
};

test.each([
  ['no credential field', 'mutation { updateProfile signOut createApiKey }', 0],
  ['only root fields', 'mutation { signIn { viewer { signIn } } }', 1],
  ['a repeated field once', 'mutation { signIn { a } signIn { b } }', 1],
  ['a fragment spread twice once', 'mutation { ...A ...A } fragment A on Mutation { a: signIn { a } }', 1],
  ['each alias', 'mutation { a: signIn b: signIn c: signIn }', 3],
  ['different fields', 'mutation { register signIn }', 2],
  ['a field by its name, not by its alias', 'mutation { updateProfile: signIn signIn: register }', 2],
  ['fields in inline fragments', 'mutation { ... { a: signIn } ... on Mutation { ... { b: signIn } } }', 2],
  [
    'fields in nested fragments',
    'mutation { ...A b: signIn } fragment A on Mutation { ...B } fragment B on Mutation { a: signIn }',
    2,
  ],
  [
    'fields that a directive may skip',
    'mutation ($no: Boolean!) { a: signIn @include(if: $no) b: signIn @skip(if: true) }',
    2,
  ],
])('The count of credential fields includes %s', (_, source, expected) => {
  expect(count(source)).toBe(expected);
});

test('Counting takes linear time when fragments spread each other twice', () => {
  const fragments = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Mutation { ...F${n + 1} ...F${n + 1} }`);
  expect(count(`mutation { ...F0 } ${fragments.join(' ')} fragment F60 on Mutation { signIn }`)).toBe(1);
});

test('An operation may contain one credential field', () => {
  expect(() => check('mutation { signIn updateProfile }')).not.toThrow();
  expect(() => check('{ signIn register }')).not.toThrow();
});

test('A second credential field is refused with the names of all credential fields', () => {
  expect(() => check('mutation { a: signIn b: signIn }')).toThrow(
    'An operation may contain at most one of register, signIn; this one contains 2. Send each of them in its own operation.',
  );
});

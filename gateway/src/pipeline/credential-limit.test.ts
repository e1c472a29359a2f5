import { type OperationDefinitionNode, parse } from 'graphql';
import { countCredentialFields } from './credential-limit';

const count = (source: string): number => {
  const document = parse(source);
  return countCredentialFields(document, document.definitions[0] as OperationDefinitionNode);
};

test.each([
  ['none', 'mutation { updateProfile signOut createApiKey }', 0],
  ['one', 'mutation { signIn { viewer { signIn } } }', 1],
  ['one, written twice', 'mutation { signIn { a } signIn { b } }', 1],
  ['one, in a fragment spread twice', 'mutation { ...A ...A } fragment A on Mutation { a: signIn { a } }', 1],
  ['aliases', 'mutation { a: signIn b: signIn c: signIn }', 3],
  ['different ones', 'mutation { register signIn }', 2],
  ['an alias that borrows a name', 'mutation { updateProfile: signIn signIn: register }', 2],
  ['inline fragments', 'mutation { ... { a: signIn } ... on Mutation { ... { b: signIn } } }', 2],
  [
    'fragments in fragments',
    'mutation { ...A b: signIn } fragment A on Mutation { ...B } fragment B on Mutation { a: signIn }',
    2,
  ],
  [
    'what a directive may leave out',
    'mutation ($no: Boolean!) { a: signIn @include(if: $no) b: signIn @skip(if: true) }',
    2,
  ],
  [
    'every one of them',
    'mutation { signIn register verifyEmail refreshSession requestPasswordReset resetPassword changePassword eraseAccount }',
    8,
  ],
])('counts %s', (_, source, expected) => {
  expect(count(source)).toBe(expected);
});

test('counts in no time where fragments multiply', () => {
  const fragments = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Mutation { ...F${n + 1} ...F${n + 1} }`);
  expect(count(`mutation { ...F0 } ${fragments.join(' ')} fragment F60 on Mutation { signIn }`)).toBe(1);
});

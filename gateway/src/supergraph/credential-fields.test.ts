import { readCredentialFields } from './credential-fields';
import { readSupergraph } from './schema-files';

test('The committed supergraph marks every mutation that takes or issues a password or a token', () => {
  expect([...readCredentialFields(readSupergraph())].toSorted()).toEqual([
    'changePassword',
    'eraseAccount',
    'refreshSession',
    'register',
    'requestPasswordReset',
    'resetPassword',
    'signIn',
    'verifyEmail',
  ]);
});

test('Fields with other tags or of other types are no credential fields', () => {
  const supergraph = `
    type Mutation { signIn: Int @join__field @tag(name: "public") @tag(name: "credential") rate: Int @tag(name: "public") }
    type Query { viewer: Int @tag(name: "credential") }
  `;
  expect([...readCredentialFields(supergraph)]).toEqual(['signIn']);
  expect(readCredentialFields('type Query { viewer: Int }').size).toBe(0);
});

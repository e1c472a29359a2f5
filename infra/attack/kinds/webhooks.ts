import { codesIn } from '../client';
import type { AttackContext, AttackKind } from '../kind';
import { Members } from '../members';

/** Addresses inside this machine or its network, in the spellings that programs have overlooked. */
const PRIVATE_URLS = [
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0177.0.0.1/',
  'https://0x7f.1/',
  'https://127。0。0。1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://168.63.129.16/',
  'https://10.1.2.3/',
  'https://localhost/',
  'https://postgres/',
  'https://metadata.google.internal/',
  'https://user:word@wizness.example/',
  'https://wizness.example:5432/',
  'http://wizness.example/',
  'file:///etc/passwd',
];

/** Selections that are no part of one operation, or a too expensive one. */
const SELECTIONS = [
  '{ id } } mutation { signOut { endedSessions } } fragment x on PostEvent { id',
  '{ id } fragment y on PostEvent { ...y }',
  `{ ${Array.from({ length: 200 }, (_, index) => `a${index}: post { title }`).join(' ')} }`,
  '{ post { comments(first: 100) { nodes { replies(first: 100) { nodes { body { html } } } } } } }',
  `{ post ${'{ details { ... on EventDetails { reports(first: 1) { nodes '.repeat(12)}{ id }${' } } } }'.repeat(12)} }`,
  '{ ...Missing }',
  '{ nothing }',
  '',
  '\0',
];

/** Endpoints inside the network, and selections that a delivery must not run: none of them is stored. */
export const webhooks: AttackKind = {
  name: 'webhooks into the network, and expensive ones',
  run: async (context: AttackContext) => {
    const members = new Members(context);
    const { accessToken } = await members.signIn(await members.join());
    const tried = [
      ...PRIVATE_URLS.map((url) => ({ url })),
      ...SELECTIONS.map((query) => ({ url: 'https://hooks.wizness.example/', query })),
    ];
    for (const input of tried) {
      const { payload, body } = await members.mutate('createWebhook', 'webhook { id }', input, accessToken);
      if (payload?.['webhook'])
        context.report.violation(`A webhook is accepted: ${JSON.stringify(input).slice(0, 300)}`);
      if (codesIn({ body }).includes('INTERNAL_SERVER_ERROR'))
        context.report.violation(`createWebhook fails for ${JSON.stringify(input).slice(0, 300)}`);
    }
  },
};

import { Role } from '@wizness/kernel';
import { misused, readCommandLine } from '../command/command-line';
import { runCommand } from '../command/run-command';

const USAGE = `npm run role -- HANDLE ROLE [--take]

HANDLE  whose role it is: a member who has joined and opened the link of the mail
ROLE    ${Object.values(Role).join(', ')}
--take  takes the role away instead

It counts from the next access token on: within 10 minutes, or at once after \`refreshSession\`.`;

const read = () => {
  const { values, positionals } = readCommandLine(USAGE, { take: { type: 'boolean' } });
  const [handle, name, ...more] = positionals;
  const role = Object.values(Role).find((known) => known === name?.toUpperCase());
  if (handle === undefined || !role || more.length > 0) throw misused('Name a member and a role.', USAGE);
  return { handle, role, take: values.take ?? false };
};

runCommand('role', read, async ({ membership: { members } }, { handle, role, take }) => {
  const member = take ? await members.revoke(handle, role) : await members.grant(handle, role);
  return `${member.handle}: ${member.roles.join(', ')}`;
});

import { Role } from '@wizness/kernel';
import { usageError, readCommandLine } from '../command/command-line';
import { runCommand } from '../command/run-command';

const USAGE = `npm run role -- HANDLE ROLE [--take]

HANDLE  handle of a member who has confirmed their e-mail address
ROLE    ${Object.values(Role).join(', ')}
--take  revokes the role instead of granting it

The change applies to new access tokens: within 10 minutes, or immediately after \`refreshSession\`.`;

const read = () => {
  const { values, positionals } = readCommandLine(USAGE, { take: { type: 'boolean' } });
  const [handle, name, ...more] = positionals;
  if (handle === undefined || name === undefined || more.length > 0) {
    throw usageError('Give a handle and a role.', USAGE);
  }
  const role = Object.values(Role).find((candidate) => candidate === name.toUpperCase());
  if (!role) throw usageError(`There is no role "${name}".`, USAGE);
  return { handle, role, take: values.take ?? false };
};

runCommand('role', read, ({ membership }, { handle, role, take }) =>
  membership.inTransaction(async ({ members }) => {
    const member = take ? await members.revoke(handle, role) : await members.grant(handle, role);
    return `${member.handle}: ${member.roles.join(', ')}`;
  }),
);

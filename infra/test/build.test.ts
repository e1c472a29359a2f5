import { execFileSync } from 'node:child_process';
import { REPOSITORY } from '../folders';

test('npm run build prints nothing on stdout, so that the output of a command such as `npm run backup -- -` is its own', () => {
  const parameters = ['run', '--silent', 'build'];
  expect(execFileSync('npm', parameters, { cwd: REPOSITORY, encoding: 'utf8', stdio: 'pipe' })).toBe('');
});

// Completes package-lock.json after `npm install` has changed it: `node infra/complete-lock.mjs`.
//
// npm leaves out of the lock file the packages of other platforms that it could not see when it ran, and `npm ci` then
// refuses the whole file. This adds them, exactly pinned by the package that wants them; npm fetches the ones that fit.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'win32',
  windows: 'win32',
  freebsd: 'freebsd',
  android: 'android',
  openharmony: 'openharmony',
  aix: 'aix',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  sunos: 'sunos',
};
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'mips64el', 'loong64'];

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
const added = [];

for (const [parent, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isThere = lock.packages[`${parent}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
    if (isThere || !/^\d/.test(version)) continue;
    const words = name.split(/[-/@]/);
    const os = words.map((word) => SYSTEMS[word]).filter(Boolean);
    const cpu = PROCESSORS.filter(
      (processor) => words.includes(processor) || (processor === 'x64' && words.includes('64')),
    );
    lock.packages[`node_modules/${name}`] = {
      version,
      optional: true,
      ...(cpu.length && { cpu }),
      ...(os.length && { os }),
    };
    added.push(name);
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
for (const entry of Object.values(lock.packages)) if (!entry.link) delete entry.resolved;
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} packages of other platforms added\n`);

// `node infra/complete-lock.mjs`: run this after `npm install` has changed package-lock.json.
//
// `npm install` may omit optional packages of other platforms from the lock file, and `npm ci` on those platforms then
// refuses the file. This script adds them with the exact versions that their dependents ask for.
import { spawnSync } from 'node:child_process';
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
    const isListed = lock.packages[`${parent}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
    if (isListed || !/^\d/.test(version)) continue;
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

// `npm ci` checks what it fetches only against an integrity that is listed.
const unchecked = Object.entries(lock.packages).filter(
  ([folder, { link, integrity }]) => folder.includes('node_modules/') && !link && !integrity,
);
for (const [folder, entry] of unchecked) {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const { status, stdout } = spawnSync('npm', ['view', `${name}@${entry.version}`, 'dist.integrity'], {
    encoding: 'utf8',
  });
  if (status !== 0 || !stdout.startsWith('sha512-'))
    throw new Error(`npm has no integrity for ${name}@${entry.version}.`);
  entry.integrity = stdout.trim();
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
for (const entry of Object.values(lock.packages)) if (!entry.link) delete entry.resolved;
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(
  `Added ${added.length} packages of other platforms, and the integrity of ${unchecked.length} packages.\n`,
);

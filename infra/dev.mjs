/** `npm run dev`: runs the sources of `npm start`, and starts again when one of them changes. */
import { build, install, run } from './prepare.mjs';

install();
// The gateway serves the built explorer. `npm run web` builds it again.
build(['//#web']);
process.exit(
  run(
    'tsx',
    [
      'watch',
      '--tsconfig=tsconfig.base.json',
      '--clear-screen=false',
      '--conditions=source',
      'infra/start/one-process.ts',
    ],
    { defaults: { SERVER_TIMING: '1' } },
  ),
);

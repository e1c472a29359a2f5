/** `npm run dev`: runs the sources of `npm start`, and starts again when one of them changes. */
import { install, run } from './prepare.mjs';

install();
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

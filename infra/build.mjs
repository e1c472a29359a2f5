/** `npm run build`: builds what has changed. */
import { build } from './prepare.mjs';

build();

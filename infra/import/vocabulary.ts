import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Vocabulary } from '@wizness/partnerships';

/** Data files stand beside the sources and are not built. */
const FILE = resolve(__dirname, __dirname.includes('dist') ? '../../import' : '.', 'vocabulary.json');

/** The properties and units that claims may use, each with its definition. */
export const readVocabulary = (): Vocabulary => JSON.parse(readFileSync(FILE, 'utf8')) as Vocabulary;

import type { Vocabulary } from '@wizness/partnerships';
import { INFRA } from '../folders';
import { readJson } from './read-file';

/** The properties and units that claims may use, each with its definition. */
export const readVocabulary = (): Vocabulary => readJson(`${INFRA}/import/vocabulary.json`) as Vocabulary;

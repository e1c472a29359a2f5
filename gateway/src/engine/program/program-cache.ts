import { LRUCache } from 'lru-cache';
import type { OperationToPlan, Planner } from '../planning/planner';
import type { IsSubtype } from '../subtypes';
import { compileProgram, type Program } from './compile';

/** A program takes about this many bytes for each character of its texts: syntax trees are larger than texts. */
const BYTES_PER_CHARACTER = 40;

const sizeOf = (operation: OperationToPlan, { steps }: Program): number => {
  const characters = steps.reduce((sum, { fetch }) => sum + fetch.text.length, operation.text.length);
  return 1000 + characters * BYTES_PER_CHARACTER;
};

export interface ProgramCache {
  /** The program of a rewritten operation. Throws what the planner throws. */
  programOf(operation: OperationToPlan, labels: ReadonlySet<string>): Program;
}

export interface ProgramCacheOptions {
  readonly maxBytes: number;
  /** Called at each lookup. */
  readonly onLookup?: (isCached: boolean) => void;
}

/** Keeps the programs that were used last, up to about `maxBytes`. */
export const createProgramCache = (
  planner: Planner,
  isSubtype: IsSubtype,
  { maxBytes, onLookup }: ProgramCacheOptions,
): ProgramCache => {
  const programs = new LRUCache<string, Program>({ maxSize: maxBytes });
  return {
    programOf: (operation, labels) => {
      const key = labels.size === 0 ? operation.text : `${[...labels].toSorted().join()}\n${operation.text}`;
      const existing = programs.get(key);
      onLookup?.(existing !== undefined);
      if (existing) return existing;
      const program = compileProgram(planner.plan(operation, labels), isSubtype);
      programs.set(key, program, { size: sizeOf(operation, program) });
      return program;
    },
  };
};

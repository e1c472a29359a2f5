import { setTimeout as pause } from 'node:timers/promises';

/** In milliseconds. */
const READY_MS = 60_000;

const isReady = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
};

export interface StartingProgram {
  readonly name: string;
  /** Where it is called, and the setting that can change that. */
  readonly url: string;
  readonly urlSetting: string;
  /** How its first process ended. */
  readonly ended: Promise<string>;
}

/** Waits until `/ready` answers with 200. Rejects if the program ends first, or after 60 seconds. */
export const untilReady = async ({ name, url, urlSetting, ended }: StartingProgram): Promise<void> => {
  let end: string | null = null;
  void ended.then((how) => {
    end = how;
  });
  for (const deadline = performance.now() + READY_MS; !(await isReady(url)); await pause(50)) {
    if (end !== null) throw new Error(`${name} did not start (${end}).`);
    if (performance.now() > deadline) {
      const seconds = READY_MS / 1000;
      throw new Error(
        `${name} was not ready at ${url} within ${seconds} seconds. If it is elsewhere, set ${urlSetting}.`,
      );
    }
  }
};

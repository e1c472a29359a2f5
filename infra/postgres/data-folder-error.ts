import { CodedError } from '@wizness/kernel';

/** A folder of the embedded PostgreSQL cannot be used. The message says why, in one line, and how to correct it. */
export class DataFolderError extends CodedError {
  readonly code = 'DATA_FOLDER_UNUSABLE';

  constructor(folder: string, reason: string, correction: string, options?: ErrorOptions) {
    super(`Cannot use ${folder}: ${reason}. ${correction}`, options);
  }
}

const ANOTHER_FOLDER = 'Set DATA_DIR to a folder that this user can write to.';

const REASONS: Readonly<Record<string, readonly [reason: string, correction: string]>> = {
  EACCES: ['this user has no permission to write there', ANOTHER_FOLDER],
  EPERM: ['this user has no permission to write there', ANOTHER_FOLDER],
  EROFS: ['its file system is read-only', ANOTHER_FOLDER],
  EEXIST: ['it is not a folder', ANOTHER_FOLDER],
  ENOTDIR: ['a part of the path is not a folder', ANOTHER_FOLDER],
  ENOENT: ['no folder can be created there', ANOTHER_FOLDER],
  ENOSPC: ['its disk is full', 'Free some space, or set DATA_DIR to a folder on another disk.'],
  EDQUOT: ['the disk quota is used up', 'Free some space, or set DATA_DIR to a folder on another disk.'],
};

/** The texts of these codes in the messages of PostgreSQL's programs. */
const SYSTEM_MESSAGES = { ENOSPC: 'No space left on device', EDQUOT: 'Disk quota exceeded' };

const codeOf = (error: unknown): string => {
  const { code, stderr = '', message = '' } = error as { code?: unknown; stderr?: string; message?: string };
  const said = Object.entries(SYSTEM_MESSAGES).find(([, text]) => `${stderr}${message}`.includes(text));
  return said?.[0] ?? String(code);
};

/** `error` as a {@link DataFolderError} if the file system caused it, of this process or of a program of PostgreSQL. */
export const toDataFolderError = (folder: string, error: unknown): unknown => {
  if (error instanceof DataFolderError) return error;
  const code = codeOf(error);
  const [reason, correction] = REASONS[code] ?? [];
  return reason && correction
    ? new DataFolderError(folder, `${reason} (${code})`, correction, { cause: error })
    : error;
};

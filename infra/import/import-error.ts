/** An import that was refused. The message is meant for whoever typed the command; nothing was stored. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

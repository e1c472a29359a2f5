/** A command that was refused. The message is meant for whoever typed it; nothing was stored. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

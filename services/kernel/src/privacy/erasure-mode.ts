/** What happens to the content of a member whose account is erased. */
export enum ErasureMode {
  /** The content stays, without its author. */
  ANONYMISE_CONTENT = 'ANONYMISE_CONTENT',
  /** The content is deleted. */
  DELETE_CONTENT = 'DELETE_CONTENT',
}

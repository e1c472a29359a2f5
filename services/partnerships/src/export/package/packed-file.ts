import type { Licence } from '../../environment';

/** A file of a package, once it is written. */
export interface PackedFile {
  /** Path in the package. */
  readonly name: string;
  readonly description: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** What a package is about. */
export interface PackageSubject {
  /** Base URL of the site, without a slash at the end. */
  readonly siteUrl: string;
  /** The moment that it shows. */
  readonly knownAt: Date;
  /** The request as it was sent, path and query. */
  readonly request: string;
  /** Null: the publisher has stated none. */
  readonly licence: Licence | null;
}

export const PACKAGE_NAME = 'Facts of Wizness Graph';

export const PACKAGE_DESCRIPTION =
  'Facts about organisations, persons, programmes and partnerships, each with the words of its source, its certainty and its history; the organisations, the network of relations, and the texts of the sources as far as they may be published.';

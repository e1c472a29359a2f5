import type { PictureFragment } from '../generated/operations';
import { fileHref } from '../shell/site-href';

interface Properties {
  /** Null if the member has none. */
  readonly picture: PictureFragment | null | undefined;
  /** Width and height, in pixels. */
  readonly size: number;
}

/** The picture of a member, cut to a square. Nothing without one. */
export const Avatar = ({ picture, size }: Properties) =>
  picture ? (
    <img
      className="avatar"
      src={fileHref(picture.url)}
      alt={picture.alt ?? ''}
      width={size}
      height={size}
      loading="lazy"
    />
  ) : null;

/** How a door writes an event. */
export type FrameFormat = (frame: EventFrame) => string;

/** One event as it is sent to clients. Equal subscriptions share it, and each of its formats is written once. */
export class EventFrame {
  private readonly encoded = new Map<FrameFormat, Buffer>();

  constructor(
    readonly cursor: string,
    /** The result of the subscription for this event, as JSON: `{"data":{…}}`, with `errors` if some fields failed. */
    readonly payload: string,
  ) {}

  /** The bytes of this event in a format. */
  as(format: FrameFormat): Buffer {
    const known = this.encoded.get(format);
    if (known) return known;
    const bytes = Buffer.from(format(this));
    this.encoded.set(format, bytes);
    return bytes;
  }
}

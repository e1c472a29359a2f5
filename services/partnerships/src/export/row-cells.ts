import { canonicalList } from './canonical-list';
import type { CellKind } from './fact-cells';
import type { JsonBytes } from './json-bytes';

const [NONE, NULL] = [Buffer.alloc(0), Buffer.from('null')];

/** Milliseconds from 1970 to 2000, from which PostgreSQL counts. */
const EPOCH_MS = Date.UTC(2000);

/** The cells of a row that `copyRows` has read, or of an array in it. */
export class Cells {
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private bytes: Buffer = NONE;

  constructor(private readonly count: number) {
    this.starts = new Int32Array(count);
    this.ends = new Int32Array(count);
  }

  /** Looks where each cell begins and ends, the first one at `at`. Returns where the last one ends. */
  read(row: Buffer, at = 0): number {
    this.bytes = row;
    let end = at;
    for (let index = 0; index < this.count; index += 1) {
      const length = row.readInt32BE(end);
      end += 4;
      this.starts[index] = end;
      if (length > 0) end += length;
      this.ends[index] = length < 0 ? -1 : end;
    }
    return end;
  }

  start(index: number): number {
    return this.starts[index] as number;
  }

  /** A text of one character for each byte. Null is empty. */
  textOf(index: number): string {
    const end = this.ends[index] as number;
    return end < 0 ? '' : this.bytes.toString('latin1', this.starts[index], end);
  }

  /** Writes a cell as JSON. */
  write(to: JsonBytes, index: number, kind: CellKind): void {
    const [start, end] = [this.starts[index] as number, this.ends[index] as number];
    if (end < 0) to.add(NULL);
    else if (kind === 'name') to.addName(this.bytes, start, end);
    else if (kind === 'text') to.addText(this.bytes, start, end);
    else if (kind === 'bare') to.add(this.bytes, start, end);
    else if (kind === 'list') to.add(canonicalList(this.textOf(index)));
    else to.addAscii(`"${this.instantAt(start)}"`);
  }

  private instantAt(start: number): string {
    const microseconds = this.bytes.readInt32BE(start) * 2 ** 32 + this.bytes.readUInt32BE(start + 4);
    return new Date(Math.floor(microseconds / 1000) + EPOCH_MS).toISOString();
  }
}

import { canonicalList } from './canonical-list';
import { CELL_NAMES, type CellKind } from './fact-cells';
import type { JsonBytes } from './json-bytes';

const [NONE, NULL] = [Buffer.alloc(0), Buffer.from('null')];

/** The place of a cell in a row. */
export const cellIndex = (name: string): number => CELL_NAMES.indexOf(name);

/** The cells of a row that `copyRows` has read. */
export class Cells {
  private readonly starts = new Int32Array(CELL_NAMES.length);
  private readonly ends = new Int32Array(CELL_NAMES.length);
  private bytes: Buffer = NONE;

  /** Looks where each cell begins and ends. */
  read(row: Buffer): this {
    this.bytes = row;
    let at = 0;
    for (let index = 0; index < CELL_NAMES.length; index += 1) {
      const length = row.readInt32BE(at);
      at += 4;
      this.starts[index] = at;
      if (length > 0) at += length;
      this.ends[index] = length < 0 ? -1 : at;
    }
    return this;
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
    else to.add(canonicalList(this.textOf(index)));
  }
}

/** The part of the untyped package `edtf` that the kernel calls. */
declare module 'edtf' {
  type ExtendedDate = {
    /** The date written back, which differs from what was read if the day does not exist. */
    readonly edtf: string;
    /** First and last instant, milliseconds since 1970 in UTC. */
    readonly min: number;
    readonly max: number;
  };
  type Constraints = {
    readonly level?: number;
    readonly types?: readonly string[];
    readonly seasonUncertainty?: boolean;
  };
  export default function edtf(text: string, constraints?: Constraints): ExtendedDate;
}

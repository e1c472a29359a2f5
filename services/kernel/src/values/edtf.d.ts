/** Types for the part of the package `edtf` that the kernel uses. The package has none. */
declare module 'edtf' {
  type ExtendedDate = {
    /** The date as EDTF. It differs from the input if the day does not exist. */
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

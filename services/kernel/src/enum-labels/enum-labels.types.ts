/** Labels for readers, by enum and value, in the order in which a list shows the values. */
export type EnumLabels = Readonly<Record<string, Readonly<Record<string, EnumValueLabels>>>>;

interface EnumValueLabels {
  readonly fr: string;
  readonly en: string;
}

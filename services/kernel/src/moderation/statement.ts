import { Field, InputType, registerEnumType } from 'type-graphql';
import { UserError, UserErrorCode } from '../errors/user-error';
import { DateTimeScalar } from '../values/scalars';
import { unstorablePart } from '../values/storable-text';
import { FlagReason } from './flag-reason';

/** What a decision is based on: Regulation (EU) 2022/2065, Art. 17(3)(d) and (e). */
export enum DecisionGround {
  RULES = 'RULES',
  LAW = 'LAW',
}
registerEnumType(DecisionGround, {
  name: 'DecisionGround',
  description: 'What a decision is based on.',
  valuesConfig: {
    RULES: { description: 'The rules of the community.' },
    LAW: { description: 'A law.' },
  },
});

/** How the moderators learned of something: Regulation (EU) 2022/2065, Art. 17(3)(b). */
export enum DecisionOrigin {
  REPORT = 'REPORT',
  OWN_CHECK = 'OWN_CHECK',
  AUTHORITY = 'AUTHORITY',
}
registerEnumType(DecisionOrigin, {
  name: 'DecisionOrigin',
  description: 'How the moderators learned of it.',
  valuesConfig: {
    REPORT: { description: 'A report.' },
    OWN_CHECK: { description: 'A check of their own.' },
    AUTHORITY: { description: 'An order of an authority.' },
  },
});

@InputType({ description: 'The reasons for a moderation decision, as the member concerned reads them.' })
export class StatementInput {
  @Field(() => DecisionGround, { defaultValue: DecisionGround.RULES, description: 'What the decision is based on.' })
  readonly ground: DecisionGround = DecisionGround.RULES;

  @Field(() => String, {
    description: 'The rule or law that was broken, by its number and title. 1 to 200 code points.',
  })
  readonly rule: string;

  @Field(() => String, { description: 'The facts that the decision rests on. 1 to 2,000 code points.' })
  readonly facts: string;

  @Field(() => String, { description: 'Why the rule applies to these facts. 1 to 2,000 code points.' })
  readonly explanation: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End of the measure. Null: it has no end.' })
  readonly until?: Date | null;

  @Field(() => DecisionOrigin, {
    nullable: true,
    description: 'How the moderators learned of it. Null: REPORT if it was reported, otherwise OWN_CHECK.',
  })
  readonly origin?: DecisionOrigin | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether a program found it.' })
  readonly detectedAutomatically: boolean = false;
}

/** In Unicode code points. */
const MAX_LENGTHS = { rule: 200, facts: 2000, explanation: 2000 } as const;
const MAX_NOTE = 1000;

/** What is wrong with a text that people write about a case: REQUIRED, TOO_LONG or INVALID. Null if it can be stored. */
export const checkCaseText = (text: string, maxLength: number, field: readonly string[]): UserError | null => {
  if (text.trim() === '') return new UserError(UserErrorCode.REQUIRED, 'Write some text.', field);
  const part = unstorablePart(text);
  if (part) return new UserError(UserErrorCode.INVALID, `The text contains ${part}: remove it.`, field);
  const { length } = Array.from(text);
  if (length <= maxLength) return null;
  return new UserError(UserErrorCode.TOO_LONG, `The text has ${length} characters: shorten it to ${maxLength}.`, field);
};

/** Every error in a statement: those of {@link checkCaseText}, and INVALID for an end that is not in the future. */
export const checkStatement = (statement: StatementInput, now: Date): UserError[] => {
  const errors = Object.entries(MAX_LENGTHS).flatMap(([name, maxLength]) => {
    const error = checkCaseText(statement[name as keyof typeof MAX_LENGTHS], maxLength, ['statement', name]);
    return error ? [error] : [];
  });
  if (statement.until && statement.until <= now) {
    errors.push(new UserError(UserErrorCode.INVALID, 'The end must be in the future.', ['statement', 'until']));
  }
  return errors;
};

const NEEDS_NOTE: readonly FlagReason[] = [FlagReason.OTHER, FlagReason.ILLEGAL];

/** What is wrong with the note of a report; null if nothing is. */
export const checkNote = (reason: FlagReason, note: string | null | undefined): UserError | null => {
  if (note != null) return checkCaseText(note, MAX_NOTE, ['note']);
  if (!NEEDS_NOTE.includes(reason)) return null;
  return new UserError(UserErrorCode.REQUIRED, `A report with the reason ${reason} needs a note: say why.`, ['note']);
};

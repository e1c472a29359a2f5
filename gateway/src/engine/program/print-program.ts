import { parse, print } from 'graphql';
import type { Need, Path, PathStep } from '../plan';
import type { CompiledPart, Program, Step } from './compile';

const stepText = (step: PathStep): string => {
  if (step === 'every') return '@';
  return 'field' in step ? step.field : `<${step.types.join('|')}>`;
};

const pathText = (path: Path): string => path.map(stepText).join('.') || '(root)';

const needText = (need: Need): string => {
  if (need.kind === 'type') return `... on ${need.type} { ${need.needs.map(needText).join(' ')} }`;
  const name = need.from === need.name ? need.from : `${need.name}: ${need.from}`;
  return need.needs ? `${name} { ${need.needs.map(needText).join(' ')} }` : name;
};

const partLines = ({ part }: CompiledPart): string[] => {
  if (part.kind === 'root') return part.at.length === 0 ? [] : [`into ${pathText(part.at)}`];
  return [
    `${part.key} into ${part.paths.map(pathText).join(', ')}`,
    `  from ${part.needs.map(needText).join(' ')}`,
    ...part.settings.map(({ value }) => `  as ${String(value)}`),
  ];
};

const indented = (text: string, indent: string): string => text.replaceAll(/^(?=.)/gm, indent);

const stepLines = ({ fetch, parts }: Step): string =>
  [
    `  ${fetch.service}${fetch.operation === 'mutation' ? ' (mutation)' : ''}`,
    ...parts.flatMap(partLines).map((line) => `    ${line}`),
    indented(print(parse(fetch.text)), '      '),
  ].join('\n');

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * A program as text: the number of requests, then the requests of each wave with their subgraph, the places that they fill and
 * their operation. A request is sent as soon as those that it needs have ended, so that waves are its earliest places.
 */
export const printProgram = ({ steps }: Program): string => {
  const waves = Math.max(0, ...steps.map(({ wave }) => wave + 1));
  const lines = [`${counted(steps.length, 'request')} in ${counted(waves, 'wave')}`];
  for (let wave = 0; wave < waves; wave += 1) {
    const members = steps.filter((step) => step.wave === wave);
    lines.push('', `wave ${wave + 1}: ${counted(members.length, 'request')}`, ...members.map(stepLines));
  }
  return lines.join('\n');
};

// Help pages: examples first, then usage and flags.
import { stripVTControlCharacters } from 'node:util'
import { type ArgsDef, renderUsage } from 'citty'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { bold, dim } from './terminal.ts'

const firstExamples = [
  ['zooid up', 'a devnet, a queen and two workers'],
  [
    `zooid call http://127.0.0.1:4020/c/json-diff --data '{"before":{"a":1},"after":{"a":2}}'`,
    'pay for one call',
  ],
  ['zooid cartridge new hello', 'write your own function to sell'],
] as const

/** Help of the whole program, or of one group such as `cartridge`. */
export function overview(group?: string): string {
  const shown = group ? commands.filter((entry) => entry.name.startsWith(`${group} `)) : commands
  const column = Math.max(...shown.map((entry) => entry.name.length))
  return [
    ...(group
      ? []
      : [
          bold('A self-hosted node that sells functions over HTTP 402, and a colony of them'),
          '',
          ...firstExamples.map(([line, about]) => `  $ ${line}\n    ${dim(about)}`),
          '',
        ]),
    bold('Commands'),
    ...shown.map((entry) => `  ${entry.name.padEnd(column)}  ${entry.about}`),
    '',
    `zooid <command> --help shows flags and examples. Exit codes: 0 ok, 1 failed, 2 usage, 3 payment needed, 4 not reachable.`,
  ].join('\n')
}

/** Help of one command. */
export async function commandHelp<T extends ArgsDef>(
  name: string,
  command: Command<T>,
): Promise<string> {
  const usage = await renderUsage({
    meta: { name: `zooid ${name}`, description: command.about },
    args: command.args,
  })
  const text = [
    bold('Examples'),
    ...command.examples.map((example) => `  $ ${example}`),
    '',
    ...usage.split('\n').map((line) => line.trimEnd()),
  ].join('\n')
  return process.stdout.isTTY && !process.env.NO_COLOR ? text : stripVTControlCharacters(text)
}

// What a command is: flags for citty's parser, three examples, one function. Commands are data, so
// help, typo checks and exit codes live in one place (main.ts).
import { ZooidError, type ZooidErrorOptions } from '@zooid/base'
import type { ArgsDef, ParsedArgs } from 'citty'

/** Stable exit codes; scripts rely on them. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, payment: 3, unreachable: 4 } as const

export type Command<T extends ArgsDef = ArgsDef> = {
  readonly about: string
  /** Shown first in the help; full command lines. */
  readonly examples: readonly string[]
  readonly args: T
  /** `raw` is the command's part of argv, for flags that may repeat. Returns an exit code, default 0. */
  readonly run: (args: ParsedArgs<T>, raw: readonly string[]) => Promise<number | undefined>
}

/** Keeps the literal types of `args` for `run`. */
export function defineCommand<const T extends ArgsDef>(command: Command<T>): Command<T> {
  return command
}

export const jsonFlag = {
  type: 'boolean',
  description: 'Print JSON instead of text',
} as const

export const dataFlag = {
  type: 'string',
  description: 'Folder of keys, databases and logs (default $ZOOID_DATA or .zooid)',
  valueHint: 'dir',
} as const

export const nodeFlag = {
  type: 'string',
  description: 'Node to talk to (default: the running queen, else http://127.0.0.1:4020)',
  valueHint: 'url',
} as const

/** A failure with the exit code the shell should see. */
export class CliError extends ZooidError {
  override readonly name: string = 'CliError'
  readonly exitCode: number
  constructor(
    code: string,
    message: string,
    options: ZooidErrorOptions & { readonly exitCode?: number } = {},
  ) {
    super(code, message, options)
    this.exitCode = options.exitCode ?? exitCodes.failed
  }
}

/** The command line itself was wrong. */
export class UsageError extends CliError {
  override readonly name = 'UsageError'
  constructor(message: string, hint?: string) {
    super('cli.usage', message, {
      exitCode: exitCodes.usage,
      ...(hint === undefined ? {} : { hint }),
    })
  }
}

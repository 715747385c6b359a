// Entry of the CLI: finds the command, checks its flags, turns every failure into what / why / hint
// and an exit code. It never exits the process itself, so output is always flushed.
import { messageOf, ZooidError } from '@zooid/base'
import { type ArgsDef, parseArgs } from 'citty'
import { CliError, exitCodes, UsageError } from './command.ts'
import { type CommandEntry, commands } from './commands.ts'
import { commandHelp, overview } from './help.ts'
import { nearest } from './suggest.ts'
import { clean, dim, note, print, red, yellow } from './terminal.ts'
import { version } from './version.ts'

/** Run one command line (without `node zooid`); resolves to the exit code, never rejects. */
export async function main(argv: readonly string[]): Promise<number> {
  // `zooid ls | head` closes our output early, and so does a terminal that goes away: no failure of ours.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
    })
  try {
    return await dispatch(argv)
  } catch (error) {
    return report(error)
  }
}

async function dispatch(argv: readonly string[]): Promise<number> {
  const [first, second] = argv
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    if (first === 'help' && second) return dispatch([...argv.slice(1), '--help'])
    print(overview())
    return exitCodes.ok
  }
  if (first === '--version' || first === '-v') {
    print(version)
    return exitCodes.ok
  }
  const entry =
    commands.find((candidate) => candidate.name === `${first} ${second}`) ??
    commands.find((candidate) => candidate.name === first)
  if (!entry) return unknownCommand(first, second)
  const rest = argv.slice(entry.name.split(' ').length)
  const { command } = await entry.load()
  if (wantsHelp(rest)) {
    print(await commandHelp(entry.name, command))
    return exitCodes.ok
  }
  checkFlags(entry, command.args, rest)
  return (await command.run(parse(entry, command.args, rest), rest)) ?? exitCodes.ok
}

function unknownCommand(first: string, second: string | undefined): number {
  const isGroup = commands.some((entry) => entry.name.startsWith(`${first} `))
  if (isGroup && (second === undefined || second === '--help' || second === '-h')) {
    print(overview(first))
    return exitCodes.ok
  }
  const said = isGroup ? `${first} ${second}` : first
  const names = commands.flatMap((entry) =>
    isGroup ? [entry.name] : [entry.name, entry.name.split(' ')[0] ?? ''],
  )
  const guess = nearest(said, names)
  throw new UsageError(
    `there is no command "${clean(said)}"`,
    guess ? `did you mean "zooid ${guess}"?` : 'run "zooid --help" to see all commands',
  )
}

const wantsHelp = (raw: readonly string[]) =>
  raw.slice(0, raw.includes('--') ? raw.indexOf('--') : undefined).some(isHelp)
const isHelp = (word: string) => word === '--help' || word === '-h'

/** Unknown flags, flags without their value and surplus words are errors, never ignored. */
function checkFlags(entry: CommandEntry, args: ArgsDef, raw: readonly string[]): void {
  const takesValue = new Map<string, boolean>()
  let positionals = 0
  for (const [name, arg] of Object.entries(args)) {
    if (arg.type === 'positional') {
      positionals++
      continue
    }
    const isValue = arg.type === 'string' || arg.type === 'enum'
    takesValue.set(`--${name}`, isValue)
    if (!isValue) takesValue.set(`--no-${name}`, false)
    const alias = 'alias' in arg ? arg.alias : undefined
    for (const letter of [alias ?? []].flat()) takesValue.set(`-${letter}`, isValue)
  }
  const words: string[] = []
  for (let i = 0; i < raw.length; i++) {
    const word = raw[i] ?? ''
    if (word === '--') {
      words.push(...raw.slice(i + 1))
      break
    }
    if (!word.startsWith('-') || word === '-') {
      words.push(word)
      continue
    }
    const flag = word.split('=', 1)[0] ?? ''
    const isValue = takesValue.get(flag)
    if (isValue === undefined) {
      const guess = nearest(flag, [...takesValue.keys()])
      throw new UsageError(
        `"zooid ${entry.name}" has no flag ${clean(flag)}`,
        guess ? `did you mean ${guess}?` : `see "zooid ${entry.name} --help"`,
      )
    }
    if (isValue && !word.includes('=')) {
      if (raw[i + 1] === undefined)
        throw new UsageError(`${flag} needs a value`, `see "zooid ${entry.name} --help"`)
      i++
    }
  }
  if (words.length > positionals)
    throw new UsageError(
      `"zooid ${entry.name}" does not take "${clean(words[positionals] ?? '')}"`,
      `see "zooid ${entry.name} --help"`,
    )
}

function parse(entry: CommandEntry, args: ArgsDef, raw: readonly string[]) {
  try {
    return parseArgs([...raw], args)
  } catch (error) {
    throw new UsageError(clean(messageOf(error)), `see "zooid ${entry.name} --help"`)
  }
}

/** What, why, hint; and the exit code that fits. */
function report(error: unknown): number {
  if (!(error instanceof ZooidError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    note(`${red('error')} unexpected: ${clean(text)}`)
    return exitCodes.failed
  }
  note(`${red('error')} ${clean(error.message)} ${dim(`(${error.code})`)}`)
  const why = error.cause === undefined ? '' : messageOf(error.cause)
  if (why && !error.message.includes(why)) note(`  why: ${clean(why)}`)
  if (error.hint) note(`  ${yellow('hint:')} ${clean(error.hint)}`)
  return error instanceof CliError ? error.exitCode : exitCodes.failed
}

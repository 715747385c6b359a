// The literals a program may copy from its task: numbers and strings of the statement, then results and
// arguments that come up again and again. Constants that every task has are left out.
import { copiedConstants, sharedConstants } from './language/grammar.ts'

export type Literals = { readonly numbers: readonly number[]; readonly strings: readonly string[] }

const longest = 12
/** Values looked at; a task of ten thousand numbers has no more literals than one of two hundred. */
const maxLooked = 2000

/** At most `copiedConstants` of each, those of the statement first. */
export function literalsOf(
  text: string,
  examples: readonly { readonly args: readonly unknown[]; readonly output: unknown }[],
): Literals {
  const numbers = new Set<number>()
  const strings = new Set<string>()
  for (const [found] of text.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\w)/g))
    if (found.length <= 10) numbers.add(Number(found))
  for (const [, single, double, tick] of text.matchAll(
    /'([^'\n]{1,14})'|"([^"\n]{1,14})"|`([^`\n]{1,14})`/g,
  )) {
    const quoted = single ?? double ?? tick ?? ''
    const inner = /^(['"])(.*)\1$/.exec(quoted)
    // In ticks, only what is itself quoted is a literal; the rest are names.
    if (tick === undefined || inner) strings.add(inner?.[2] ?? quoted)
  }
  const repeated = [
    ...tally(examples.map(({ output }) => output)),
    ...tally(examples.flatMap(({ args }) => args)),
  ]
  for (const value of repeated)
    if (typeof value === 'number') numbers.add(value)
    else strings.add(value)
  for (const { value } of sharedConstants)
    if (typeof value === 'number') numbers.delete(value)
    else if (typeof value === 'string') strings.delete(value)
  return {
    numbers: [...numbers].filter(Number.isFinite).slice(0, copiedConstants.numbers),
    strings: [...strings]
      .filter((string) => string.length <= longest)
      .slice(0, copiedConstants.strings),
  }
}

/** Leaves that come up at least twice, the most frequent first. */
function tally(values: readonly unknown[]): (number | string)[] {
  const counts = new Map<number | string, number>()
  let looked = 0
  const visit = (value: unknown): void => {
    if (++looked > maxLooked) return
    if (typeof value === 'number' || typeof value === 'string')
      counts.set(value, (counts.get(value) ?? 0) + 1)
    else if (Array.isArray(value)) value.forEach(visit)
  }
  values.forEach(visit)
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort(([, a], [, b]) => b - a)
    .map(([value]) => value)
}

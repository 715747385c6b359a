// One canonical line per value: what tests compare, `hash` digests and the CLI shows. Not a format
// anything parses back.
import { printTerm } from './terms.ts'
import { GenomeRunError, type RunContext, type Value } from './value.ts'

const free: RunContext = {
  charge: () => undefined,
  apply: (fn) => fn,
  describe: () => '',
}

/** @throws {GenomeRunError} when nested past 64 levels or, for functions, `genome.kind`. */
export function printValue(context: RunContext | null, value: Value, depth = 0): string {
  const paying = context ?? free
  paying.charge(1)
  if (depth > 64) throw new GenomeRunError('genome.depth', 'the value is nested too deeply')
  switch (value.kind) {
    case 'unit':
      return 'unit'
    case 'bool':
    case 'int':
      return String(value.value)
    case 'float':
      return printNumber(value.value)
    case 'str':
      paying.charge(value.value.length)
      return JSON.stringify(value.value)
    case 'term':
      return printTerm(paying, value.term)
    case 'subst': {
      const pairs = [...value.subst].sort(([a], [b]) => (a < b ? -1 : 1))
      return `{${pairs.map(([name, term]) => `?${name} = ${printTerm(paying, term)}`).join(', ')}}`
    }
    case 'tensor':
      paying.charge(value.data.length)
      return `${value.dtype}[${value.shape.join(', ')}](${Array.from(value.data, printNumber).join(', ')})`
    case 'tuple':
      return `(${value.items.map((item) => printValue(context, item, depth + 1)).join(', ')})`
    case 'list':
      return `[${value.items.map((item) => printValue(context, item, depth + 1)).join(', ')}]`
    default:
      throw new GenomeRunError('genome.kind', 'a function cannot be printed')
  }
}

/** Shortest text that reads back as the same double and as a float: `1.0`, `-0.0`, `1e+300`. */
export function printNumber(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

// Prints a term as an idiomatic strict TypeScript function.
import { level, type Text } from './production.ts'
import type { Term } from './term.ts'
import type { Type } from './type.ts'

export type Header = {
  /** Everything up to the brace: `export function f(x: number): number`. */
  readonly signature: string
  readonly parameters: readonly string[]
}

const bases: { readonly [type in Type]: string } = {
  n: 'x',
  s: 'text',
  b: 'flag',
  N: 'list',
  S: 'words',
  G: 'rows',
}

export function render(term: Term, { signature, parameters }: Header): string {
  return `${signature.trim()} {\n  return ${print(term, parameters).text}\n}\n`
}

function print(term: Term, names: readonly string[]): Text {
  if (term.kind === 'variable') return { text: names[term.index] ?? '', level: level.atom }
  if (term.kind === 'constant') return literal(term.value)
  const { production, parts } = term
  const bound = production.slots.map(({ binds }) => {
    const made: string[] = []
    for (const type of binds) made.push(freshName(type, [...names, ...made]))
    return made
  })
  const printed = parts.map((part, i) => print(part, [...names, ...(bound[i] ?? [])]))
  return production.print(printed, bound)
}

function freshName(type: Type, taken: readonly string[]): string {
  const base = bases[type]
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}${i}`
    if (!taken.includes(name)) return name
  }
}

function literal(value: number | string | boolean): Text {
  if (typeof value === 'number')
    return {
      text: Object.is(value, -0) ? '-0' : String(value),
      level: value < 0 || Object.is(value, -0) ? level.unary : level.atom,
    }
  if (typeof value === 'boolean') return { text: String(value), level: level.atom }
  const quoted = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return { text: `'${quoted}'`, level: level.atom }
}

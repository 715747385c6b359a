// What must not be learnt: behaviours of the benchmarks' problems. A program is forbidden when it gives
// a problem's outputs on that problem's own inputs. Outputs come in as data; no solution is read here.
import { compile } from '../language/evaluate.ts'
import type { Term } from '../language/term.ts'
import { sameValue, type Type, types } from '../language/type.ts'
import { resultOf } from './behaviour.ts'
import type { Shape } from './signatures.ts'

/** A problem's behaviour: enough rows to tell it from others. */
export type Forbidden = {
  readonly name: string
  readonly parameters: readonly Type[]
  readonly result: Type
  readonly rows: readonly { readonly args: readonly unknown[]; readonly output: unknown }[]
}

export type Exclusion = {
  readonly size: number
  /** Whether the program behaves like a problem; which, is counted. */
  readonly forbids: (term: Term, shape: Shape) => boolean
  /** Distinct problems met so far. */
  readonly met: () => readonly string[]
}

export function createExclusion(forbidden: readonly Forbidden[]): Exclusion {
  const byShape = new Map<string, Forbidden[]>()
  for (const problem of forbidden) {
    const key = `${problem.parameters.join('')}>${problem.result}`
    byShape.set(key, [...(byShape.get(key) ?? []), problem])
  }
  const met = new Set<string>()
  return {
    size: forbidden.length,
    forbids: (term, shape) => {
      const problems = byShape.get(shape.key)
      if (problems === undefined) return false
      const run = compile(term, shape.parameters.length)
      for (const { name, rows, result } of problems)
        if (rows.every(({ args, output }) => sameValue(resultOf(run, args, result), output))) {
          met.add(name)
          return true
        }
      return false
    },
    met: () => [...met].sort(),
  }
}

/** Reads what `forbiddenText` wrote. @throws {RangeError} when it is something else */
export function parseForbidden(text: string): Forbidden[] {
  const parsed: unknown = JSON.parse(text)
  if (!Array.isArray(parsed)) throw new RangeError('the exclusion list is no list')
  return parsed.map((entry: { [field: string]: unknown }) => {
    const parameters = [...String(entry.parameters)].map(typeOf)
    const rows = (entry.rows as { args: unknown[]; output: unknown }[]).map(({ args, output }) => ({
      args: args.map(revive),
      output: revive(output),
    }))
    if (rows.length === 0) throw new RangeError(`${String(entry.name)} has no rows`)
    return { name: String(entry.name), parameters, result: typeOf(String(entry.result)), rows }
  })
}

export function forbiddenText(forbidden: readonly Forbidden[]): string {
  const plain = forbidden.map(({ name, parameters, result, rows }) => ({
    name,
    parameters: parameters.join(''),
    result,
    rows: rows.map(({ args, output }) => ({ args: args.map(spell), output: spell(output) })),
  }))
  return `${JSON.stringify(plain)}\n`
}

/** What JSON has no word for goes in an object. */
function spell(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) }
  if (value instanceof Map) return { map: [...value].map(([key, item]) => [key, spell(item)]) }
  return Array.isArray(value) ? value.map(spell) : value
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive)
  if (typeof value !== 'object' || value === null) return value
  if ('number' in value) return Number(value.number)
  const { map } = value as { map?: [string, unknown][] }
  return map === undefined ? value : new Map(map.map(([key, item]) => [key, revive(item)]))
}

function typeOf(letter: string): Type {
  const type = types.find((known) => known === letter)
  if (type === undefined) throw new RangeError(`the exclusion list names a type ${letter}`)
  return type
}

// Runs terms as nested closures over one row of variables that belongs to the program. Only terms of the
// language ever run here, so it needs no sandbox; fuel bounds the work and size caps bound the memory.
import { limits, OutOfFuel, outOfFuel, tank } from './limits.ts'
import type { Production } from './production.ts'
import type { Term } from './term.ts'
import type { Type } from './type.ts'

export { limits, OutOfFuel }

/** Arguments in, value out. It must not be called again from within itself. */
export type Run = (args: readonly unknown[]) => unknown

type Step = () => unknown
type Apply = (...parts: unknown[]) => unknown

/**
 * Makes a term of `parameters` parameters callable; `fuel` is what one run may burn.
 * The result throws {OutOfFuel}, or what the printed code would throw.
 */
export function compile(term: Term, parameters: number, fuel: number = limits.fuel): Run {
  const row: unknown[] = new Array(parameters).fill(undefined)
  const step = compileStep(term, parameters, row)
  return (args) => {
    tank.fuel = fuel
    for (let i = 0; i < parameters; i++) row[i] = args[i]
    return step()
  }
}

function compileStep(term: Term, depth: number, row: unknown[]): Step {
  if (term.kind === 'variable') {
    const { index } = term
    return () => row[index]
  }
  if (term.kind === 'constant') {
    const { value } = term
    return () => value
  }
  const { production, parts } = term
  const { slots, lazy } = production
  // What a slot hands over: a value is computed by `give`, a lambda or a lazy part is handed over itself.
  const gives: Step[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    if (!part) throw new RangeError(`${production.name} has holes`)
    const binds = slots[i]?.binds.length ?? 0
    while (row.length < depth + binds) row.push(undefined)
    const step = compileStep(part, depth + binds, row)
    if (binds > 0 || lazy?.includes(i)) {
      const made = binds > 0 ? closure(step, row, depth, binds) : step
      gives.push(() => made)
    } else gives.push(step)
  }
  return applied(production, gives)
}

/** Every call of a lambda costs fuel; a nested one has places of its own in the row. */
function closure(body: Step, row: unknown[], depth: number, binds: number): unknown {
  const second = depth + 1
  if (binds === 1)
    return (x: unknown) => {
      if (--tank.fuel < 0) throw outOfFuel
      row[depth] = x
      return body()
    }
  if (binds === 2)
    return (x: unknown, y: unknown) => {
      if (--tank.fuel < 0) throw outOfFuel
      row[depth] = x
      row[second] = y
      return body()
    }
  return (...values: unknown[]) => {
    if (--tank.fuel < 0) throw outOfFuel
    for (let i = 0; i < binds; i++) row[depth + i] = values[i]
    return body()
  }
}

const sized: ReadonlySet<Type> = new Set<Type>(['s', 'N', 'S', 'G', 'W'])

function applied({ apply: given, gives }: Production, parts: readonly Step[]): Step {
  const apply = given as Apply
  const [a, b, c] = parts
  const check = sized.has(gives) ? checkedSize : spent
  if (!a) return () => check(apply())
  if (!b) return () => check(apply(a()))
  if (!c) return () => check(apply(a(), b()))
  if (parts.length === 3) return () => check(apply(a(), b(), c()))
  return () => check(apply(...parts.map((part) => part())))
}

function spent(value: unknown): unknown {
  if (--tank.fuel < 0) throw outOfFuel
  return value
}

function checkedSize(value: unknown): unknown {
  if (--tank.fuel < 0) throw outOfFuel
  const cap = typeof value === 'string' ? limits.textLength : limits.listLength
  if ((value as string | readonly unknown[]).length > cap) throw outOfFuel
  return value
}

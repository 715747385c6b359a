// Runs terms as nested closures over one mutable row of variables. Only terms of the language ever run here,
// so it needs no sandbox; fuel bounds the work and size caps bound the memory.
import { limits, OutOfFuel, tank } from './limits.ts'
import type { Term } from './term.ts'

export { limits, OutOfFuel } from './limits.ts'

export type Run = (args: readonly unknown[]) => unknown

type Step = (variables: unknown[]) => unknown

/**
 * Makes a term of `parameters` parameters callable.
 * The result throws {OutOfFuel}, or what the printed code would throw.
 */
export function compile(term: Term, parameters: number): Run {
  const step = compileStep(term, parameters)
  return (args) => {
    tank.fuel = limits.fuel
    return step(args.slice(0, parameters))
  }
}

function compileStep(term: Term, depth: number): Step {
  if (term.kind === 'variable') {
    const { index } = term
    return (variables) => variables[index]
  }
  if (term.kind === 'constant') {
    const { value } = term
    return () => value
  }
  const { production, parts } = term
  const lazy = production.lazy ?? []
  const steps = parts.map((part, i): Step => {
    const binds = production.slots[i]?.binds.length ?? 0
    const inner = compileStep(part, depth + binds)
    if (binds > 0) return (variables) => closure(inner, variables, depth, binds)
    return lazy.includes(i) ? (variables) => () => inner(variables) : inner
  })
  const apply = production.apply as (...parts: unknown[]) => unknown
  const [first, second, third] = steps
  if (first && steps.length === 1) return (variables) => checked(apply(first(variables)))
  if (first && second && steps.length === 2)
    return (variables) => checked(apply(first(variables), second(variables)))
  if (first && second && third && steps.length === 3)
    return (variables) => checked(apply(first(variables), second(variables), third(variables)))
  return (variables) => checked(apply(...steps.map((step) => step(variables))))
}

/** Every call of a lambda costs fuel; a nested one has places of its own in the row. */
function closure(body: Step, variables: unknown[], depth: number, binds: number) {
  return (...values: unknown[]) => {
    if (--tank.fuel < 0) throw new OutOfFuel()
    for (let i = 0; i < binds; i++) variables[depth + i] = values[i]
    return body(variables)
  }
}

function checked(value: unknown): unknown {
  if (--tank.fuel < 0) throw new OutOfFuel()
  if (typeof value === 'string') {
    if (value.length > limits.textLength) throw new OutOfFuel()
  } else if (Array.isArray(value) && value.length > limits.listLength) throw new OutOfFuel()
  return value
}

// A program of the search: a symbol, its parts, and what it gives on every row of its scope. Unlike a term it
// shares its parts with a million others, so that making one costs one call, not one run of the whole.

import {
  leafOf,
  maxBound,
  maxParameters,
  productionOf,
  type Signature,
} from '../language/grammar.ts'
import { limits, OutOfFuel, tank } from '../language/limits.ts'
import type { Production } from '../language/production.ts'
import type { Scope, Term } from '../language/term.ts'
import { noValue } from './fingerprint.ts'

export type Program = {
  readonly symbol: number
  readonly parts: readonly Program[]
  /** One per row; `noValue` where it throws. */
  readonly values: readonly unknown[]
  readonly size: number
  /** A bit per parameter that is mentioned, and `usesBound` for variables of lambdas; 0 for a constant. */
  readonly uses: number
  /** Made on first use, for bodies of lambdas only. */
  step: Step | null
}

/** The bit of lambdas' variables. */
export const usesBound = 1 << maxParameters

/** The bit of a leaf. */
export function usesOf(symbol: number): number {
  if (symbol < maxParameters) return 1 << symbol
  return symbol < maxParameters + maxBound ? usesBound : 0
}

/** A program as a function of a row of variables. */
export type Step = (row: unknown[]) => unknown

/** What a candidate may cost on the rows of the examples: less than a program may when it is used. */
const fuel = { least: 2_000, row: 400 } as const

// One shared error: taking a stack trace per failed candidate would cost more than the candidate.
const spent = new OutOfFuel()

/**
 * A production on parts, on every row of a scope of `depth` variables; rows are longer while lambdas run.
 * null when it has a value on less than half of them.
 */
export function evaluate(
  production: Production,
  parts: readonly Program[],
  rows: readonly unknown[][],
  depth: number,
): unknown[] | null {
  const { slots, lazy } = production
  const apply = production.apply as (...values: unknown[]) => unknown
  const values = new Array<unknown>(rows.length)
  let known = 0
  // One tank for all rows: what loops for ever on one row does so on most.
  tank.fuel = fuel.least + fuel.row * rows.length
  const isPlain = !lazy && slots.every(({ binds }) => binds.length === 0)
  const [a, b, c] = parts
  for (let i = 0; i < rows.length; i++) {
    let value: unknown = noValue
    try {
      if (!isPlain) value = general(production, apply, parts, rows[i] ?? [], depth, i)
      else if (parts.length === 1 && a) {
        const x = a.values[i]
        if (x !== noValue) value = apply(x)
      } else if (parts.length === 2 && a && b) {
        const x = a.values[i]
        const y = b.values[i]
        if (x !== noValue && y !== noValue) value = apply(x, y)
      } else if (parts.length === 3 && a && b && c) {
        const x = a.values[i]
        const y = b.values[i]
        const z = c.values[i]
        if (x !== noValue && y !== noValue && z !== noValue) value = apply(x, y, z)
      } else value = general(production, apply, parts, rows[i] ?? [], depth, i)
      if (value !== noValue) value = checked(value)
    } catch {
      // Where the printed code throws, the program has no value; that is an answer, not a failure.
      value = noValue
    }
    if (value !== noValue && value !== undefined) known++
    values[i] = value === undefined ? noValue : value
  }
  return known * 2 >= rows.length ? values : null
}

function general(
  { slots, lazy }: Production,
  apply: (...values: unknown[]) => unknown,
  parts: readonly Program[],
  row: unknown[],
  depth: number,
  i: number,
): unknown {
  const given = parts.map((part, slot) => {
    const binds = slots[slot]?.binds.length ?? 0
    if (binds > 0) return closure(stepOf(part, depth + binds), row, depth, binds)
    const value = part.values[i]
    if (!lazy?.includes(slot)) return value
    return () => {
      if (value === noValue) throw spent
      return value
    }
  })
  return given.includes(noValue) ? noValue : apply(...given)
}

/** `depth`: variables in the scope of the program. */
export function stepOf(program: Program, depth: number): Step {
  program.step ??= compileStep(program, depth)
  return program.step
}

function compileStep({ symbol, parts, values }: Program, depth: number): Step {
  const production = productionOf(symbol)
  if (!production) {
    const index = variableIndex(symbol, depth)
    if (index === null) {
      const [constant] = values
      return () => constant
    }
    return (row) => row[index]
  }
  const apply = production.apply as (...values: unknown[]) => unknown
  const steps = parts.map((part, i): Step => {
    const binds = production.slots[i]?.binds.length ?? 0
    const inner = stepOf(part, depth + binds)
    if (binds > 0) return (row) => closure(inner, row, depth, binds)
    return production.lazy?.includes(i) ? (row) => () => inner(row) : inner
  })
  const [first, second, third] = steps
  if (first && steps.length === 1) return (row) => checked(apply(first(row)))
  if (first && second && steps.length === 2) return (row) => checked(apply(first(row), second(row)))
  if (first && second && third && steps.length === 3)
    return (row) => checked(apply(first(row), second(row), third(row)))
  return (row) => checked(apply(...steps.map((step) => step(row))))
}

/** A body with `binds` places of the row behind `depth`; they are put back, so that it may call itself. */
function closure(body: Step, row: unknown[], depth: number, binds: number) {
  if (binds === 1)
    return (value: unknown) => {
      if (--tank.fuel < 0) throw spent
      const before = row[depth]
      row[depth] = value
      const result = body(row)
      row[depth] = before
      return result
    }
  return (...given: unknown[]) => {
    if (--tank.fuel < 0) throw spent
    const before = row.slice(depth, depth + binds)
    for (let i = 0; i < binds; i++) row[depth + i] = given[i]
    const result = body(row)
    for (let i = 0; i < binds; i++) row[depth + i] = before[i]
    return result
  }
}

function checked(value: unknown): unknown {
  if (--tank.fuel < 0) throw spent
  if (typeof value === 'string') {
    if (value.length > limits.textLength) throw spent
  } else if (Array.isArray(value) && value.length > limits.listLength) throw spent
  return value
}

function variableIndex(symbol: number, depth: number): number | null {
  if (symbol < maxParameters) return symbol
  return symbol < maxParameters + maxBound ? depth - 1 - (symbol - maxParameters) : null
}

/** The term a program is, in a scope. */
export function termOf(program: Program, scope: Scope, signature: Signature): Term {
  const production = productionOf(program.symbol)
  if (!production) return leafOf(program.symbol, scope, signature)
  const parts = program.parts.map((part, i) =>
    termOf(part, [...scope, ...(production.slots[i]?.binds ?? [])], signature),
  )
  return { kind: 'call', production, parts }
}

// Bottom-up enumeration with observational equivalence: expressions by growing cost, of which only the
// first with the same values on all examples is kept. It ends after a number of combinations, not of
// seconds, so it finds the same on every machine.
import { library, maxValueLength, type Operation } from './library.ts'
import type { FunctionSignature, Type } from './signature.ts'

export type Example = { readonly args: readonly unknown[]; readonly expected: unknown }

export type Constant = { readonly type: Type; readonly value: unknown }

export type SearchLimits = {
  /** Combinations tried in all. */
  readonly maxCandidates: number
  /** Expressions that fit every example to collect. */
  readonly wanted: number
}

type Expression = {
  readonly values: readonly unknown[]
  readonly source: () => string
}

/** Expressions that give the expected value on every example, cheapest first. */
export function searchExpressions(
  { parameters, result }: FunctionSignature,
  examples: readonly Example[],
  constants: readonly Constant[],
  { maxCandidates, wanted }: SearchLimits,
): string[] {
  /** Of each type, expressions by cost. */
  const bank: { readonly [type in Type]: Expression[][] } = { n: [], s: [], b: [], N: [], S: [] }
  const seen = new Set<string>()
  const goal = keyOf(
    result,
    examples.map(({ expected }) => expected),
  )
  const found: string[] = []
  let candidates = 0

  const add = (type: Type, cost: number, expression: Expression) => {
    const key = keyOf(type, expression.values)
    if (key === goal) {
      const source = expression.source()
      if (found.length < wanted && !found.includes(source)) found.push(source)
    }
    if (seen.has(key)) return
    seen.add(key)
    const level = bank[type]
    while (level.length <= cost) level.push([])
    level[cost]?.push(expression)
  }
  const isDone = () => found.length >= wanted || candidates >= maxCandidates

  for (const [index, { name, type }] of parameters.entries())
    add(type, 1, { values: examples.map(({ args }) => args[index]), source: () => name })
  for (const { type, value } of constants)
    add(type, 1, { values: examples.map(() => value), source: () => literal(value) })

  const combine = (operation: Operation, cost: number, chosen: Expression[], rest: number) => {
    const position = chosen.length
    if (position === operation.takes.length) {
      if (rest !== 0) return
      candidates++
      const values = evaluate(operation, chosen, examples.length)
      if (!values) return
      const parts = [...chosen]
      const source = () => operation.print(...parts.map((part) => part.source()))
      add(operation.gives, cost, { values, source })
      return
    }
    const type = operation.takes[position]
    if (!type) return
    const isLast = position === operation.takes.length - 1
    // Later arguments cost at least one each.
    const most = rest - (operation.takes.length - 1 - position)
    for (let spent = isLast ? rest : 1; spent <= most; spent++)
      // Bound to what is there now: the level being built is never its own argument.
      for (const expression of bank[type][spent] ?? []) {
        if (isDone()) return
        chosen.push(expression)
        combine(operation, cost, chosen, rest - spent)
        chosen.pop()
      }
  }

  for (let cost = 2; cost <= maxCost && !isDone(); cost++)
    for (const operation of library) {
      if (isDone()) break
      if (cost > operation.cost) combine(operation, cost, [], cost - operation.cost)
    }
  return found
}

const maxCost = 24

function evaluate(
  { apply, gives }: Operation,
  parts: readonly Expression[],
  count: number,
): unknown[] | null {
  const values: unknown[] = []
  // The library's types say what each argument is; the bank keeps them apart by type.
  const run = apply as (...values: unknown[]) => unknown
  try {
    for (let i = 0; i < count; i++) {
      const value = run(...parts.map(({ values: known }) => known[i]))
      if (!isUsable(gives, value)) return null
      values.push(value)
    }
  } catch {
    // An expression without a value on some example cannot be part of the answer.
    return null
  }
  return values
}

function isUsable(type: Type, value: unknown): boolean {
  switch (type) {
    case 'n':
      return typeof value === 'number'
    case 'b':
      return typeof value === 'boolean'
    case 's':
      return typeof value === 'string' && value.length <= maxValueLength
    default:
      return Array.isArray(value) && value.length <= maxValueLength
  }
}

function keyOf(type: Type, values: readonly unknown[]): string {
  if (type === 'n') return `n${values.map(numberKey).join(' ')}`
  if (type === 'N')
    return `N${values.map((list) => (list as readonly number[]).map(numberKey).join(',')).join(' ')}`
  return type + JSON.stringify(values)
}

const numberKey = (value: unknown) => (Object.is(value, -0) ? '-0' : String(value))

/** A constant as TypeScript. */
function literal(value: unknown): string {
  if (typeof value === 'number')
    return value < 0 || Object.is(value, -0) ? `(${numberKey(value)})` : `${value}`
  if (typeof value !== 'string') return JSON.stringify(value)
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

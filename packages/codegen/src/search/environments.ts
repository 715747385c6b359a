// The rows of variables programs are compared on. Outside lambdas a row is the arguments of an example;
// inside, the lambda's variables get values drawn from the examples, because what a lambda will be called
// with is not known before it is used. Equal on all rows is then a good guess, not a proof.
import type { Scope } from '../language/term.ts'
import { isOfType, type Type, types } from '../language/type.ts'
import type { CodegenTask } from '../task.ts'

/** Rows of a lambda's scope. */
const sampled = 8
const maxPool = 64

/** Values of each type that occur in the examples, and a few that always do. */
export function poolsOf({ examples }: CodegenTask): ReadonlyMap<Type, readonly unknown[]> {
  const pools = new Map<Type, unknown[]>(types.map((type) => [type, []]))
  const keys = new Set<string>()
  const add = (value: unknown, depth: number) => {
    for (const type of types) {
      const pool = pools.get(type)
      if (!pool || pool.length >= maxPool || !isOfType(type, value)) continue
      const key = `${type}${JSON.stringify(value)}`
      if (keys.has(key)) continue
      keys.add(key)
      pool.push(value)
    }
    if (depth === 0) return
    if (Array.isArray(value)) for (const item of value.slice(0, 12)) add(item, depth - 1)
    if (typeof value === 'string') {
      add(value.length, 0)
      for (const char of value.slice(0, 12)) add(char, 0)
      for (const word of value.split(' ').slice(0, 6)) add(word, 0)
    }
  }
  for (const { args, output } of examples) {
    for (const arg of args) add(arg, 3)
    add(output, 2)
  }
  for (const value of [0, 1, 2, 3, -1, 5, '', 'a', 'B', ' ', '7', true, false, [], [1, 3, 2]])
    add(value, 0)
  for (const value of [['a', 'b'], ['x'], [[1, 2], [3]]]) add(value, 0)
  return pools
}

/** Rows for a scope: the examples' own when nothing is bound. */
export function rowsOf(
  scope: Scope,
  { signature, examples }: CodegenTask,
  pools: ReadonlyMap<Type, readonly unknown[]>,
): unknown[][] {
  const given = signature.parameters.length
  if (scope.length === given) return examples.map(({ args }) => [...args])
  let state = 0x2545f491
  const draw = (count: number) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9
    return ((state ^ (state >>> 13)) >>> 0) % count
  }
  return Array.from({ length: sampled }, (_, i) => {
    const { args } = examples[i % examples.length] ?? { args: [] }
    const bound = scope.slice(given).map((type) => {
      const near = type === 'n' || type === 's' || type === 'N' ? elementsOf(args, type) : []
      const pool = i % 2 === 0 && near.length > 0 ? near : (pools.get(type) ?? [])
      return pool.length > 0 ? pool[draw(pool.length)] : undefined
    })
    return [...args, ...bound]
  })
}

/** What lists and texts among the arguments hold of a type: what a lambda over them meets first. */
function elementsOf(args: readonly unknown[], type: Type): unknown[] {
  return args.flatMap((arg) => {
    if (typeof arg === 'string') return type === 's' ? [...arg.slice(0, 16)] : []
    if (!Array.isArray(arg)) return []
    return arg.filter((item) => isOfType(type, item)).slice(0, 16)
  })
}

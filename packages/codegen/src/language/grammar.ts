// The symbols of the language, numbered, and which of them may stand where. Ids below `firstProduction` are
// variables and constants, whose type comes from the scope and the task; ids are what models are trained on,
// so `grammarHash` names the whole table and weights carry it.
import { createHash } from 'node:crypto'
import { booleans } from './operations/booleans.ts'
import { choices } from './operations/choices.ts'
import { higher } from './operations/higher.ts'
import { lists } from './operations/lists.ts'
import { loops } from './operations/loops.ts'
import { numberLists } from './operations/numberLists.ts'
import { numbers } from './operations/numbers.ts'
import { rows } from './operations/rows.ts'
import { tables } from './operations/tables.ts'
import { textLists } from './operations/textLists.ts'
import { texts } from './operations/texts.ts'
import type { Production } from './production.ts'
import type { Scope, Term } from './term.ts'
import type { Type } from './type.ts'

export const productions: readonly Production[] = [
  ...numbers,
  ...booleans,
  ...choices,
  ...texts,
  ...lists,
  ...numberLists,
  ...higher,
  ...textLists,
  ...rows,
  ...loops,
  ...tables,
]

/** Constants every task has. */
export const sharedConstants: readonly {
  readonly type: Type
  readonly value: number | string | boolean
}[] = [
  ...[0, 1, 2, 3, 4, 5, 7, 9, 10, 26, 32, 97, 100, 1000, -1].map((number) => ({
    type: 'n' as const,
    value: number,
  })),
  ...['', ' ', ',', '-', '.', '0', '1', 'a', 'A', 'aeiou', '\n'].map((text) => ({
    type: 's' as const,
    value: text,
  })),
  ...[false, true].map((truth) => ({ type: 'b' as const, value: truth })),
]

/** Places for literals copied from a task's examples and statement. */
export const copiedConstants = { numbers: 6, strings: 6 } as const

/** What a task fixes: its parameters' types, what is wanted, and the literals seen in it. */
export type Signature = {
  readonly parameters: readonly Type[]
  readonly result: Type
  readonly numbers: readonly number[]
  readonly strings: readonly string[]
}

/** Parameters a program may have, and lambda variables it may nest. */
export const maxParameters = 4
export const maxBound = 6

// Id layout: parameters, bound variables from the innermost, shared constants, copied numbers, copied strings,
// productions.
const firstBound = maxParameters
const firstShared = firstBound + maxBound
const firstNumber = firstShared + sharedConstants.length
const firstString = firstNumber + copiedConstants.numbers
export const firstProduction = firstString + copiedConstants.strings
export const symbolCount = firstProduction + productions.length

const idByName = new Map(productions.map(({ name }, i) => [name, firstProduction + i]))
const idsByType = new Map<Type, number[]>()
for (const [i, { gives }] of productions.entries())
  idsByType.set(gives, [...(idsByType.get(gives) ?? []), firstProduction + i])

export const grammarHash = createHash('sha256')
  .update(JSON.stringify([maxParameters, maxBound, copiedConstants, sharedConstants]))
  .update(JSON.stringify(productions.map(({ name, gives, slots }) => [name, gives, slots])))
  .digest('hex')

/** Ids that may stand where a value of `goal` is wanted. A bound variable is counted from the innermost. */
export function legalSymbols(goal: Type, scope: Scope, signature: Signature): number[] {
  const ids: number[] = []
  const given = signature.parameters.length
  for (const [i, type] of scope.entries())
    if (type === goal) {
      const id = i < given ? i : firstBound + (scope.length - 1 - i)
      if (id < firstShared) ids.push(id)
    }
  for (const [i, { type }] of sharedConstants.entries())
    if (type === goal) ids.push(firstShared + i)
  if (goal === 'n')
    for (let i = 0; i < Math.min(copiedConstants.numbers, signature.numbers.length); i++)
      ids.push(firstNumber + i)
  if (goal === 's')
    for (let i = 0; i < Math.min(copiedConstants.strings, signature.strings.length); i++)
      ids.push(firstString + i)
  return [...ids, ...(idsByType.get(goal) ?? [])]
}

/** The production behind an id, null for variables and constants. */
export function productionOf(id: number): Production | null {
  return productions[id - firstProduction] ?? null
}

/** The variable or constant behind an id. @throws {RangeError} when there is none in this place */
export function leafOf(id: number, scope: Scope, signature: Signature): Term {
  if (id < firstShared) {
    const index = id < firstBound ? id : scope.length - 1 - (id - firstBound)
    const type = scope[index]
    if (type === undefined) throw new RangeError(`no variable ${id} in a scope of ${scope.length}`)
    return { kind: 'variable', index, type }
  }
  if (id < firstNumber) {
    const constant = sharedConstants[id - firstShared]
    if (constant) return { kind: 'constant', ...constant }
  }
  const copied =
    id < firstString ? signature.numbers[id - firstNumber] : signature.strings[id - firstString]
  if (copied === undefined || id >= firstProduction)
    throw new RangeError(`symbol ${id} is no leaf here`)
  return { kind: 'constant', value: copied, type: typeof copied === 'number' ? 'n' : 's' }
}

/** Prefix order. @throws {RangeError} for a leaf the task has no symbol for */
export function flatten(
  term: Term,
  signature: Signature,
  depth = signature.parameters.length,
): number[] {
  if (term.kind === 'call') {
    const { production, parts } = term
    const rest = parts.flatMap((part, i) =>
      flatten(part, signature, depth + (production.slots[i]?.binds.length ?? 0)),
    )
    return [idByName.get(production.name) ?? -1, ...rest]
  }
  if (term.kind === 'variable')
    return [
      term.index < signature.parameters.length ? term.index : firstBound + (depth - 1 - term.index),
    ]
  const shared = sharedConstants.findIndex(({ value }) => Object.is(value, term.value))
  if (shared >= 0) return [firstShared + shared]
  const numberAt = signature.numbers.findIndex((number) => Object.is(number, term.value))
  if (numberAt >= 0 && numberAt < copiedConstants.numbers) return [firstNumber + numberAt]
  const stringAt = signature.strings.indexOf(String(term.value))
  if (stringAt >= 0 && stringAt < copiedConstants.strings) return [firstString + stringAt]
  throw new RangeError(`no symbol for the constant ${JSON.stringify(term.value)}`)
}

/** The term a row of ids spells. @throws {RangeError} when it is too short, too long or ill-typed */
export function unflatten(ids: readonly number[], signature: Signature): Term {
  let at = 0
  const read = (goal: Type, scope: Scope): Term => {
    const id = ids[at++]
    if (id === undefined || !legalSymbols(goal, scope, signature).includes(id))
      throw new RangeError(`symbol ${id} at ${at - 1} is no ${goal}`)
    const production = productionOf(id)
    if (!production) return leafOf(id, scope, signature)
    const parts = production.slots.map(({ type, binds }) => read(type, [...scope, ...binds]))
    return { kind: 'call', production, parts }
  }
  const term = read(signature.result, signature.parameters)
  if (at !== ids.length) throw new RangeError(`${ids.length - at} symbols after the end`)
  return term
}

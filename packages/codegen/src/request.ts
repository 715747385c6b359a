// What somebody asks `zooid solve` for: examples of calls, with or without a signature, as JSON. Reading it
// either makes a task or says in one typed refusal what is wrong with it; nothing is searched here.
import { ZooidError } from '@zooid/base'
import type { Task } from '@zooid/judge'
import { maxParameters } from './language/grammar.ts'
import { limits } from './language/limits.ts'
import { isOfType, sameValue, type Type, typeName, types } from './language/type.ts'
import { codegenTaskOf } from './task.ts'

/** Text of a request, at most. */
export const maxRequestBytes = 1 << 20
const maxExamples = 1_000

type Example = { readonly args: readonly unknown[]; readonly output: unknown }

/**
 * The task a request describes: `{ signature?, statement?, starter?, examples: [{ args, output }] }`, or the
 * array of examples alone.
 * @throws {SolveRequestError}
 */
export function parseSolveRequest(text: string): Task {
  if (text.length > maxRequestBytes)
    throw new SolveRequestError(
      'too-large',
      `${text.length} bytes are more than ${maxRequestBytes}`,
      'give the few examples that differ most',
    )
  const raw = readJson(text)
  const { signature, statement, starter, ...rest } = Array.isArray(raw)
    ? { examples: raw }
    : (raw as { readonly [field: string]: unknown })
  for (const [field, value] of Object.entries({ signature, statement, starter }))
    if (value !== undefined && typeof value !== 'string')
      throw new SolveRequestError('format', `${field} is no text`, formatHint)
  const unknownField = Object.keys(rest).find((field) => field !== 'examples')
  if (unknownField !== undefined)
    throw new SolveRequestError('format', `there is no field ${unknownField}`, formatHint)
  const examples = readExamples(rest.examples)
  const header = typeof signature === 'string' ? completed(signature) : inferred(examples)
  const name = /function (\w+)/.exec(header)?.[1] ?? 'solve'
  const task: Task = {
    slug: 'request',
    title: name,
    tier: typeof starter === 'string' ? 2 : 1,
    statement: typeof statement === 'string' ? statement : '',
    signature: header,
    examples: examples.map(({ args, output }) => ({
      source: `${name}(${args.map(textOf).join(', ')})`,
      throws: false,
      expected: output as never,
      shown: textOf(output),
      call: { name, args: args as never },
    })),
    starter: typeof starter === 'string' ? starter : null,
  }
  const known = codegenTaskOf(task)
  if ('refused' in known && task.starter === null)
    throw new SolveRequestError('unsupported-type', known.refused, typeHint)
  return task
}

const formatHint = 'write { "signature": "...", "examples": [{ "args": [1], "output": 2 }] }'
const typeHint = `the language has ${types.map(typeName).join(', ')}`

function readJson(text: string): object {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (cause) {
    if (/\b(?:NaN|-?Infinity)\b/.test(text))
      throw new SolveRequestError('not-a-number', 'NaN and Infinity are no JSON', numberHint)
    throw new SolveRequestError('not-json', 'the request is no JSON', formatHint, cause)
  }
  if (typeof raw !== 'object' || raw === null)
    throw new SolveRequestError('format', 'the request is no object', formatHint)
  return raw
}

const numberHint = 'leave such examples out: programs are compared by plain numbers'

function readExamples(raw: unknown): Example[] {
  if (!Array.isArray(raw) || raw.length === 0)
    throw new SolveRequestError('no-examples', 'there are no examples', formatHint)
  if (raw.length > maxExamples)
    throw new SolveRequestError(
      'too-many-examples',
      `${raw.length} examples are more than ${maxExamples}`,
      'give the few examples that differ most',
    )
  const examples = raw.map((item, i): Example => {
    const { args, output } = (item ?? {}) as { readonly args?: unknown; readonly output?: unknown }
    if (!Array.isArray(args) || output === undefined)
      throw new SolveRequestError('format', `example ${i + 1} has no args and output`, formatHint)
    if (args.length > maxParameters)
      throw new SolveRequestError(
        'too-many-parameters',
        `example ${i + 1} has ${args.length} arguments, ${maxParameters} are the most`,
        'split the function',
      )
    for (const value of [...args, output]) checkSize(value, i)
    return { args, output }
  })
  const [first] = examples
  const other = examples.findIndex(({ args }) => args.length !== first?.args.length)
  if (other >= 0)
    throw new SolveRequestError(
      'format',
      `examples 1 and ${other + 1} have different numbers of arguments`,
      formatHint,
    )
  checkContradiction(examples)
  const different = new Set(examples.map(({ args }) => JSON.stringify(args))).size
  if (different < 2)
    throw new SolveRequestError(
      'one-example',
      'one example fits nearly any program',
      'give at least two with different arguments, better ten, with edge cases',
    )
  return examples
}

function checkContradiction(examples: readonly Example[]): void {
  const byArgs = new Map<string, number>()
  for (const [i, { args, output }] of examples.entries()) {
    const key = JSON.stringify(args)
    const earlier = byArgs.get(key)
    if (earlier !== undefined && !sameValue(examples[earlier]?.output, output))
      throw new SolveRequestError(
        'contradiction',
        `examples ${earlier + 1} and ${i + 1} have the same arguments and different outputs`,
        'correct one of them',
      )
    byArgs.set(key, i)
  }
}

/** @throws {SolveRequestError} for values programs cannot work on within their limits */
function checkSize(value: unknown, i: number): void {
  const tooLarge = (what: string) => {
    throw new SolveRequestError('huge-value', `example ${i + 1} has ${what}`, 'give smaller values')
  }
  if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    tooLarge('a number beyond 2^53 - 1')
  if (typeof value === 'string' && value.length > limits.textLength)
    tooLarge(`a text of ${value.length} characters, ${limits.textLength} are the most`)
  if (!Array.isArray(value)) return
  if (value.length > limits.listLength)
    tooLarge(`a list of ${value.length} items, ${limits.listLength} are the most`)
  for (const item of value) checkSize(item, i)
}

/** `f(x: number): number` or the whole of it. */
function completed(signature: string): string {
  const text = signature.trim().replace(/;$/, '')
  if (text.startsWith('export ')) return text
  return text.startsWith('function ') ? `export ${text}` : `export function ${text}`
}

/** A signature from the values alone. @throws {SolveRequestError} when no type fits them all */
function inferred(examples: readonly Example[]): string {
  const columns = (examples[0]?.args ?? []).map((_, i) => examples.map(({ args }) => args[i]))
  const parameters = columns.map((values, i) => {
    const type = commonType(values)
    if (type) return `${'abcd'[i]}: ${typeName(type)}`
    throw new SolveRequestError(
      'unsupported-type',
      `no type fits every argument ${i + 1}`,
      typeHint,
    )
  })
  const result = commonType(examples.map(({ output }) => output))
  if (!result)
    throw new SolveRequestError('unsupported-type', 'no type fits every output', typeHint)
  return `export function solve(${parameters.join(', ')}): ${typeName(result)}`
}

/** The first type, simplest first, that all values have; null when only empty lists say anything. */
function commonType(values: readonly unknown[]): Type | null {
  return types.find((type) => values.every((value) => isOfType(type, value))) ?? null
}

const textOf = (value: unknown) => JSON.stringify(value)

export type SolveRefusal =
  | 'not-json'
  | 'format'
  | 'too-large'
  | 'no-examples'
  | 'one-example'
  | 'too-many-examples'
  | 'too-many-parameters'
  | 'contradiction'
  | 'unsupported-type'
  | 'huge-value'
  | 'not-a-number'

/** A request that cannot be searched for, with the reason as its code. */
export class SolveRequestError extends ZooidError {
  override readonly name = 'SolveRequestError'
  readonly reason: SolveRefusal
  constructor(reason: SolveRefusal, message: string, hint: string, cause?: unknown) {
    super(`solve.${reason}`, message, {
      hint,
      status: 400,
      ...(cause === undefined ? {} : { cause }),
    })
    this.reason = reason
  }
}

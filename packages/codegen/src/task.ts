// What search and model know of a problem: types, examples and words, nothing of the judge's. Reading it
// from a problem says in a sentence why the language cannot express it, when it cannot.
import { decodeWire, type Task } from '@zooid/judge'
import { maxParameters, type Signature } from './language/grammar.ts'
import { isOfType, sameValue, type Type, typeName, types } from './language/type.ts'
import { literalsOf } from './literals.ts'
import { wordsOf } from './words.ts'

export type CodegenExample = { readonly args: readonly unknown[]; readonly output: unknown }

export type CodegenTask = {
  /** Of the function. */
  readonly name: string
  /** Types, and the literals seen in examples and statement. */
  readonly signature: Signature
  readonly examples: readonly CodegenExample[]
  /** Lower-case words and sub-words of name and statement. */
  readonly words: readonly string[]
}

export type Refusal = { readonly refused: string }

export type FunctionHeader = {
  readonly name: string
  readonly parameters: readonly { readonly name: string; readonly type: Type }[]
  readonly result: Type
}

/** What a task's examples may measure as JSON; beyond it they are refused unread. */
const maxExampleBytes = 1 << 20

/** The task as the language sees it, or why it cannot be seen so. */
export function codegenTaskOf(task: Task): CodegenTask | Refusal {
  const header = parseHeader(task.signature)
  if ('refused' in header) return header
  const { name, parameters, result } = header
  if (JSON.stringify(task.examples).length > maxExampleBytes)
    return { refused: `the examples are larger than ${maxExampleBytes} bytes` }
  const examples: CodegenExample[] = []
  for (const { call, throws, expected } of task.examples) {
    if (throws || call?.name !== name || expected === undefined) continue
    if (call.args.length !== parameters.length) continue
    examples.push({ args: call.args.map(decodeWire), output: decodeWire(expected) })
  }
  const types = parameters.map(({ type }) => type)
  return taskFrom({ name, types, result, examples, text: `${task.title}\n${task.statement}` })
}

/** A task from its parts, for whoever has no problem to read it from. */
export function taskFrom(parts: {
  readonly name: string
  readonly types: readonly Type[]
  readonly result: Type
  readonly examples: readonly CodegenExample[]
  /** Title and statement. */
  readonly text: string
}): CodegenTask | Refusal {
  const { name, types: parameters, result, examples, text } = parts
  if (examples.length === 0) return { refused: `no example is a plain call of ${name}` }
  for (const [i, { args, output }] of examples.entries()) {
    const wrong = parameters.findIndex((type, j) => !isOfType(type, args[j]))
    if (wrong >= 0)
      return {
        refused: `example ${i + 1}: argument ${wrong + 1} is no ${typeName(parameters[wrong] ?? 'n')}`,
      }
    if (!isOfType(result, output))
      return { refused: `example ${i + 1}: the result is no ${typeName(result)}` }
    const other = examples
      .slice(0, i)
      .findIndex((earlier) => sameValue(earlier.args, args) && !sameValue(earlier.output, output))
    if (other >= 0) return { refused: `examples ${other + 1} and ${i + 1} contradict each other` }
  }
  return {
    name,
    signature: { parameters, result, ...literalsOf(text, examples) },
    examples,
    words: wordsOf(name, text),
  }
}

const typeByName = new Map(types.map((type) => [typeName(type), type]))

/** Name and types of `export function f(a: number): number`, the way a `.d.ts` file says it. */
export function parseHeader(signature: string): FunctionHeader | Refusal {
  const text = signature.replace(/\s+/g, ' ').trim()
  const start = /^export (?:declare )?function (\w+) ?\(/.exec(text)
  if (!start) return { refused: 'the signature is not one exported function' }
  const [matched, name = ''] = start
  const end = closing(text, matched.length - 1)
  const result = text.slice(end + 1)
  if (end < 0 || !result.trim().startsWith(':') || /[;{]/.test(result))
    return { refused: 'the signature is not one exported function with a result type' }
  const parameters: { name: string; type: Type }[] = []
  for (const part of splitTop(text.slice(matched.length, end))) {
    const [, parameter = '', typeText = ''] = /^(\w+) ?: ?(.+)$/.exec(part.trim()) ?? []
    const type = typeByName.get(plain(typeText))
    if (!type) return { refused: `the language has no type for the parameter ${part.trim()}` }
    parameters.push({ name: parameter, type })
  }
  const type = typeByName.get(plain(result.trim().slice(1)))
  if (!type) return { refused: `the language has no type ${result.trim().slice(1).trim()}` }
  if (parameters.length > maxParameters)
    return { refused: `${parameters.length} parameters are more than ${maxParameters}` }
  return { name, parameters, result: type }
}

/** One spelling per type: readonly is not the language's concern, `Array<T>` is `T[]`. */
function plain(type: string): string {
  let text = type
    .replace(/\breadonly /g, '')
    .replace(/\bReadonly(Array|Map|Set)</g, '$1<')
    .replace(/ ?([,<>[\]()|]) ?/g, '$1')
    .replaceAll(',', ', ')
    .trim()
  for (let before = ''; before !== text; ) {
    before = text
    text = text
      .replace(/^Readonly<(.+)>$/, '$1')
      .replace(/Array<([\w[\]]+)>/, '$1[]')
      .replace(/\(([\w[\]]+)\)/, '$1')
  }
  return text
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if ('(<[{'.includes(text[i] ?? '')) depth++
    else if (')]}'.includes(text[i] ?? '') || (text[i] === '>' && text[i - 1] !== '=')) depth--
    if (depth === 0) return i
  }
  return -1
}

function splitTop(list: string): string[] {
  const parts: string[] = []
  let [depth, from] = [0, 0]
  for (let i = 0; i < list.length; i++) {
    if ('(<[{'.includes(list[i] ?? '')) depth++
    else if (')>]}'.includes(list[i] ?? '')) depth--
    else if (list[i] === ',' && depth === 0) {
      parts.push(list.slice(from, i))
      from = i + 1
    }
  }
  return [...parts, list.slice(from)].filter((part) => part.trim() !== '')
}

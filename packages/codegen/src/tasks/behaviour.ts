// What a program does on the canonical arguments of its types, as a short hash: programs that behave alike
// are one program to the corpus. Programs that fail often, do nothing or ignore their input have none.
import { compile, type Run } from '../language/evaluate.ts'
import type { Term } from '../language/term.ts'
import { isOfType, sameValue, type Type } from '../language/type.ts'
import { canonicalInputs } from './inputs.ts'

/** Of the canonical runs, the share that may fail. */
const maxFailures = 0.4
const largest = 1e9
const longest = 400

/** A key that names signature and behaviour, or null for a program nobody would want. */
export function behaviourOf(term: Term, parameters: readonly Type[], result: Type): string | null {
  const inputs = canonicalInputs(parameters)
  const run = compile(term, parameters.length)
  const outputs: unknown[] = []
  let failures = 0
  const allowed = Math.floor(inputs.length * maxFailures)
  for (const args of inputs) {
    const output = resultOf(run, args, result)
    if (output === undefined && ++failures > allowed) return null
    outputs.push(output)
  }
  const values = outputs.filter((output) => output !== undefined)
  const [first] = values
  if (values.every((value) => sameValue(value, first))) return null
  for (let i = 0; i < parameters.length; i++)
    if (
      parameters[i] === result &&
      outputs.every((output, at) => output === undefined || sameValue(output, inputs[at]?.[i]))
    )
      return null
  return `${parameters.join('')}>${result}:${hashText(JSON.stringify(outputs, spelled))}`
}

/** The result, undefined when the run fails or its result is none to learn from. */
export function resultOf(run: Run, args: readonly unknown[], result: Type): unknown {
  let output: unknown
  try {
    output = run(args)
  } catch {
    // Any error means that the program has no value here, which is what undefined says.
    return undefined
  }
  return isOfType(result, output) && isModest(output) ? output : undefined
}

function isModest(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= largest
  if (typeof value === 'string') return value.length <= longest
  if (Array.isArray(value)) return value.length <= longest && value.every(isModest)
  return true
}

/** JSON with -0 as 0, maps as their entries, and undefined told apart from null. */
function spelled(_key: string, value: unknown): unknown {
  if (value === undefined) return '\u0000'
  if (value instanceof Map) return ['\u0001', ...value]
  return value === 0 ? 0 : value
}

/** 53 bits, as text. */
function hashText(text: string): string {
  let [a, b] = [0x811c_9dc5, 0x9747_b28c]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x0100_0193)
    b = Math.imul(b ^ code, 0x5bd1_e995)
    b ^= b >>> 15
  }
  a ^= a >>> 16
  return ((a >>> 0) * 2 ** 21 + ((b >>> 0) % 2 ** 21)).toString(36)
}

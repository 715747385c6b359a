// A task made from a program: fresh examples each time, chosen so that results differ and edge cases are
// among them, literals where a statement would name them, and words. What is wanted is the program itself.
import type { Random } from '@zooid/model'
import { compile } from '../language/evaluate.ts'
import { flatten, type Signature, unflatten } from '../language/grammar.ts'
import type { Term } from '../language/term.ts'
import { literalsOf } from '../literals.ts'
import type { CodegenExample, CodegenTask } from '../task.ts'
import { resultOf } from './behaviour.ts'
import type { Program } from './corpus.ts'
import { describe } from './describe.ts'
import { canonicalInputs, createInputs, pickOf } from './inputs.ts'

export type Instance = {
  readonly task: CodegenTask
  /** Of the program, for the task's own signature. */
  readonly ids: readonly number[]
}

const fewest = 3
const most = 10
/** Argument lists tried for each example wanted. */
const tries = 4

/** null when too few of the drawn arguments have a result. */
export function instanceOf(program: Program, random: Random): Instance | null {
  const { shape, signature } = program
  const { parameters, result } = shape
  const term = unflatten(program.ids, signature)
  const run = compile(term, parameters.length)
  const wanted = fewest + random.below(most - fewest + 1)
  const examples: CodegenExample[] = []
  const seenArgs = new Set<string>()
  const seenOutputs = new Map<string, number>()
  const canonical = canonicalInputs(parameters)
  let inputs = createInputs(parameters, random)
  for (let i = 0; i < wanted * tries && examples.length < wanted; i++) {
    if (i === wanted * 2) inputs = createInputs(parameters, random)
    const args = random.below(5) === 0 ? pickOf(random, canonical) : inputs()
    const key = JSON.stringify(args)
    if (seenArgs.has(key) || key.length > 300) continue
    seenArgs.add(key)
    const output = resultOf(run, args, result)
    if (output === undefined) continue
    const text = JSON.stringify(output instanceof Map ? [...output] : output)
    const times = seenOutputs.get(text) ?? 0
    // A result seen before says little; the more often, the less.
    if (times > 0 && random.below(times + 2) > 0) continue
    seenOutputs.set(text, times + 1)
    examples.push({ args, output })
  }
  if (examples.length < fewest || seenOutputs.size < 2) return null
  const literals = literalsOf(statementOf(signature, term, random), examples)
  const own: Signature = { parameters, result, ...literals }
  try {
    const ids = flatten(term, own)
    return { task: { name: 'f', signature: own, examples, words: describe(term, random) }, ids }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The literals the program uses, in any order, with a stranger now and then. */
function statementOf(signature: Signature, term: Term, random: Random): string {
  const used = new Set<number | string>()
  const visit = (at: Term): void => {
    if (at.kind === 'constant' && typeof at.value !== 'boolean') used.add(at.value)
    else if (at.kind === 'call') at.parts.forEach(visit)
  }
  visit(term)
  const literals = [...signature.numbers, ...signature.strings].filter(
    (literal) => used.has(literal) || random.below(4) === 0,
  )
  if (random.below(4) === 0) literals.push(2 + random.below(99))
  const shuffled = literals
    .map((literal) => ({ literal, at: random.uniform() }))
    .sort((a, b) => a.at - b.at)
  return shuffled
    .map(({ literal }) => (typeof literal === 'number' ? literal : `"${literal}"`))
    .join(' ')
}

// Fresh tasks from the generator, for one night: some to search and learn from, others that only the gate
// sees. No behaviour is on both sides, and none behaves like a problem of the benchmarks.
import { createRandom } from '@zooid/model'
import { compile } from '../language/evaluate.ts'
import { unflatten } from '../language/grammar.ts'
import type { Term } from '../language/term.ts'
import { sameValue } from '../language/type.ts'
import { createStock } from '../learn/stream.ts'
import type { CodegenTask } from '../task.ts'
import { resultOf } from '../tasks/behaviour.ts'
import { createCorpus, type Program } from '../tasks/corpus.ts'
import type { Exclusion } from '../tasks/exclusion.ts'
import { canonicalInputs } from '../tasks/inputs.ts'
import { instanceOf } from '../tasks/instance.ts'

export type FreshTask = {
  readonly name: string
  readonly task: CodegenTask
  /** What it was made from, for the task's own signature. */
  readonly ids: readonly number[]
  readonly accepts: (term: Term) => boolean
}

/** Seeds of nights are small numbers; those of their gates lie beyond. */
const gateSeeds = 1_000_003

export type FreshOptions = {
  readonly seed: number
  /** Programs the generator draws. */
  readonly draws: number
  /** Tasks of each side. */
  readonly wake: number
  readonly gate: number
  readonly exclusion: Exclusion
}

export type FreshTasks = {
  readonly wake: readonly FreshTask[]
  readonly gate: readonly FreshTask[]
  readonly behaviours: number
  readonly excluded: number
}

/** @throws {RangeError} when so few draws have not as many different tasks */
export function drawFreshTasks({ seed, draws, wake, gate, exclusion }: FreshOptions): FreshTasks {
  // Two stocks that grew apart: a program of the gate is no mutation of one that was learnt from.
  const learnt = createCorpus({ seed, exclusion })
  const kept = createCorpus({ seed: seed + gateSeeds, exclusion })
  for (const corpus of [learnt, kept]) corpus.grow(Math.ceil(draws / 2))
  const unseen = [...kept.programs].filter(([key]) => !learnt.programs.has(key))
  return {
    wake: tasksFrom(learnt.programs, wake, seed, 'wake'),
    gate: tasksFrom(new Map(unseen), gate, seed, 'gate'),
    behaviours: learnt.programs.size + unseen.length,
    excluded: learnt.counts().excluded + kept.counts().excluded,
  }
}

function tasksFrom(
  programs: ReadonlyMap<string, Program>,
  count: number,
  seed: number,
  name: string,
): FreshTask[] {
  const random = createRandom(seed, name)
  const stock = createStock(programs)
  const used = new Set<Program>()
  const tasks: FreshTask[] = []
  for (let tries = 0; tasks.length < count; tries++) {
    if (tries > 100 * count)
      throw new RangeError(`${programs.size} programs have no ${count} different tasks`)
    const program = stock.draw(random)
    if (used.has(program)) continue
    used.add(program)
    const instance = instanceOf(program, random)
    if (!instance) continue
    const { task, ids } = instance
    tasks.push({ name: `${name} ${tasks.length + 1}`, task, ids, accepts: likeProgram(program) })
  }
  return tasks
}

/** Whether a program gives what the task was made from gives, wherever that gives something. */
function likeProgram({ shape, signature, ids }: Program): (term: Term) => boolean {
  const { parameters, result } = shape
  const wanted = compile(unflatten(ids, signature), parameters.length)
  return (term) => {
    const run = compile(term, parameters.length)
    return canonicalInputs(parameters).every((args) => {
      const output = resultOf(wanted, args, result)
      return output === undefined || sameValue(resultOf(run, args, result), output)
    })
  }
}

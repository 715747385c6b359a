// Wake: the search at work on tasks, with a budget of candidates. What it solves is remembered as solved;
// what it ran on the way goes to the archive as answers to other tasks.
import type { Signature } from '../language/grammar.ts'
import { flatten } from '../language/grammar.ts'
import { sizeOf, type Term } from '../language/term.ts'
import { enumerate } from '../search/enumerate.ts'
import type { Prior } from '../search/prior.ts'
import { type Program, termOf } from '../search/program.ts'
import type { CodegenTask } from '../task.ts'
import type { Archive } from './hindsight.ts'

export type WakeTask = {
  readonly name: string
  readonly task: CodegenTask
  readonly accepts: (term: Term) => boolean | Promise<boolean>
}

export type SolvedTask = {
  readonly name: string
  readonly term: Term
  readonly signature: Signature
  readonly ids: readonly number[]
  readonly candidates: number
}

export type WakeResult = {
  readonly tasks: number
  readonly solved: readonly SolvedTask[]
  /** Programs fitted the examples and were wrong beyond them. */
  readonly misled: number
  readonly candidates: number
}

/** Programs that fit, looked at per task: the shortest that is right counts. */
const wanted = 3
/** Programs per task that go to the archive, the first ones: later ones are long and alike. */
const remembered = 400

export async function wake(
  tasks: readonly WakeTask[],
  prior: Prior,
  archive: Archive,
  limits: { readonly candidates: number; readonly onTask?: (done: number) => void },
): Promise<WakeResult> {
  const solved: SolvedTask[] = []
  let [misled, candidates] = [0, 0]
  for (const [i, { name, task, accepts }] of tasks.entries()) {
    const { signature } = task
    const met: Program[] = []
    const result = enumerate(task, prior, {
      candidates: limits.candidates,
      wanted,
      onProgram: (program) => {
        if (met.length < remembered) met.push(program)
      },
    })
    candidates += result.candidates
    for (const program of met)
      archive.add(termOf(program, signature.parameters, signature), signature)
    const byLength = result.found.toSorted((a, b) => sizeOf(a.term) - sizeOf(b.term))
    let isSolved = false
    for (const found of byLength) {
      if (!(await accepts(found.term))) continue
      const ids = flatten(found.term, signature)
      solved.push({ name, term: found.term, signature, ids, candidates: found.candidates })
      isSolved = true
      break
    }
    if (!isSolved && byLength.length > 0) misled++
    limits.onTask?.(i + 1)
  }
  return { tasks: tasks.length, solved, misled, candidates }
}

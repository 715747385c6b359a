// The benchmarks' problems as a night uses them: train to search, dev for the gate, and of all but train
// the visible examples as behaviours that must not be learnt. Solutions and hidden checks are the judge's;
// of a sealed problem nothing but what its statement shows is read.
import { ZooidError } from '@zooid/base'
import { type Problem, type ProblemJudge, type SplitName, type Splits, taskOf } from '@zooid/judge'
import { render } from '../language/render.ts'
import type { Term } from '../language/term.ts'
import { type CodegenTask, codegenTaskOf, parseHeader } from '../task.ts'
import type { Forbidden } from '../tasks/exclusion.ts'

export type ProblemTask = {
  readonly name: string
  readonly task: CodegenTask
  /** @throws {NightJudgeError} when there is no verdict */
  readonly accepts: (term: Term) => Promise<boolean>
}

export type NightProblems = {
  readonly train: readonly ProblemTask[]
  readonly dev: readonly ProblemTask[]
  /** dev and sealed. */
  readonly forbidden: readonly Forbidden[]
  /** Problems of train and dev that the language cannot express. */
  readonly refused: number
}

export async function readNightProblems(
  problems: readonly Problem[],
  splits: Splits,
  judge: ProblemJudge,
): Promise<NightProblems> {
  const bySplit: { readonly [split in SplitName]: ProblemTask[] } = {
    train: [],
    dev: [],
    sealed: [],
  }
  let refused = 0
  for (const problem of problems) {
    const split = Object.hasOwn(splits, problem.slug) ? splits[problem.slug] : undefined
    if (!split || 'refused' in parseHeader(problem.signature)) {
      if (split !== 'sealed') refused++
      continue
    }
    const task = codegenTaskOf(taskOf(problem, await judge.examples(problem)))
    if ('refused' in task) {
      if (split !== 'sealed') refused++
    } else bySplit[split].push({ name: problem.slug, task, accepts: accepting(problem, judge) })
  }
  const { train, dev, sealed } = bySplit
  const forbidden = [...dev, ...sealed].map(({ name, task }) => ({
    name,
    parameters: task.signature.parameters,
    result: task.signature.result,
    rows: task.examples,
  }))
  return { train, dev, forbidden, refused }
}

function accepting(problem: Problem, judge: ProblemJudge): (term: Term) => Promise<boolean> {
  const header = parseHeader(problem.signature)
  const parameters = 'refused' in header ? [] : header.parameters.map(({ name }) => name)
  return async (term) => {
    const source = render(term, { signature: problem.signature, parameters })
    const verdict = await judge.judge(problem, source)
    if (verdict.kind === 'infrastructure') throw new NightJudgeError(problem.slug, verdict.message)
    return verdict.kind === 'pass'
  }
}

export class NightJudgeError extends ZooidError {
  override readonly name = 'NightJudgeError'
  constructor(slug: string, message: string) {
    super('codegen.night_judge', `${slug}: no verdict: ${message}`, {
      hint: 'run the night again: nothing of it was kept',
      retryable: true,
    })
  }
}

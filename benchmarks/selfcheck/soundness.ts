// What must hold for one problem on its own: its files make sense, the references pass, the wrong
// solutions type-check and fail. Says nothing about other problems (twins.ts) or mutants (mutation.ts).
import {
  type Checker,
  checkProblemTypes,
  type Problem,
  type ProblemJudge,
  type ProblemVerdict,
} from '@zooid/judge'
import type { References } from '@zooid/judge/references'

export type Soundness = {
  /** One line per broken rule, with the fix where it is known. Empty when the problem is sound. */
  readonly complaints: readonly string[]
  readonly examples: number
  readonly tests: number
  readonly wrong: number
  /** Of the reference's tests in the sandbox. */
  readonly testMs: number
}

type Tools = {
  readonly judge: Pick<ProblemJudge, 'judge' | 'judgeAll' | 'examples'>
  readonly checker: Checker
  /** Told when a verdict could be another one on another day. */
  readonly doubt: () => void
}

const minWrong = 3
const minChecks = 4
/** Engine steps the reference may take, one to two milliseconds each; a solution may take 500. */
const maxSteps = (tier: number) => (tier <= 3 ? 15 : 75)

export async function checkSoundness(
  { judge, checker, doubt }: Tools,
  problem: Problem,
  { solution, second, wrong }: References,
): Promise<Soundness> {
  const complaints: string[] = []
  const types = await checkProblemTypes(checker, problem)
  if (types.kind !== 'checked') {
    doubt()
    complaints.push(`tests.ts: type check: ${types.kind}`)
  } else
    for (const { file, line, message } of types.diagnostics.slice(0, 5))
      complaints.push(`${file}:${line}: ${message}`)

  let examples = 0
  try {
    examples = (await judge.examples(problem)).length
  } catch (error) {
    doubt()
    complaints.push(String(error))
  }
  const minExamples = problem.tier === 3 ? 6 : 3
  if (examples < minExamples)
    complaints.push(`only ${examples} examples, ${minExamples} are needed`)
  if (wrong.size < minWrong)
    complaints.push(`only ${wrong.size} files in wrong/, ${minWrong} needed`)

  let tests = 0
  let testMs = 0
  for (const [name, source] of [
    ['solution.ts', solution],
    ['solution2.ts', second],
  ] as const) {
    if (source === null) {
      complaints.push(`${name} is missing`)
      continue
    }
    const verdict = await judge.judge(problem, source)
    if (isDoubtful(verdict)) doubt()
    if (verdict.kind !== 'pass') complaints.push(`${name} must pass: ${describeVerdict(verdict)}`)
    else if (name === 'solution.ts') {
      tests = verdict.tests.total
      testMs = verdict.timings.testMs
      if (verdict.steps > maxSteps(problem.tier))
        complaints.push(
          `the reference takes ${verdict.steps} steps, at most ${maxSteps(problem.tier)}`,
        )
    }
  }
  if (solution !== null && second !== null && normalise(solution) === normalise(second))
    complaints.push('solution2.ts is solution.ts again')
  if (tests > 0 && tests - examples < minChecks)
    complaints.push(`only ${tests - examples} checks, ${minChecks} are needed`)

  const bad: [name: string, source: string][] = [...wrong].map(([name, source]) => [
    `wrong/${name}`,
    source,
  ])
  if (problem.starter !== null) bad.push(['starter.ts', problem.starter])
  const verdicts = await judge.judgeAll(
    problem,
    bad.map(([, source]) => source),
  )
  for (const [index, [name]] of bad.entries()) {
    const verdict = verdicts[index]
    if (!verdict || isDoubtful(verdict)) doubt()
    if (!verdict || verdict.kind === 'pass') complaints.push(`${name} passes, but must fail a test`)
    else if (!failsTests.has(verdict.kind))
      complaints.push(`${name} must fail by its results: ${describeVerdict(verdict)}`)
  }
  return { complaints, examples, tests, wrong: wrong.size, testMs }
}

const failsTests: ReadonlySet<string> = new Set(['test_failure', 'runtime_fault', 'timeout'])

/** Memory and stacks run out and clocks run on depending on the machine and on what else it does. */
const doubtful: ReadonlySet<string> = new Set(['runtime_fault', 'timeout', 'infrastructure'])
const isDoubtful = ({ kind }: ProblemVerdict) => doubtful.has(kind)

const normalise = (source: string) => source.replace(/\s+/g, '')

/** One line for people. */
export function describeVerdict(verdict: ProblemVerdict): string {
  switch (verdict.kind) {
    case 'pass':
      return 'it passes'
    case 'type_error': {
      const [first] = verdict.diagnostics
      return `type error at line ${first?.line}: ${first?.message}`
    }
    case 'test_failure': {
      const [first] = verdict.failures
      return `${verdict.failures.length} of ${verdict.tests.total} tests fail; "${first?.name}": ${first?.message}`
    }
    case 'timeout':
      return `timeout in the ${verdict.stage}`
    default:
      return `${verdict.kind}: ${verdict.message}`
  }
}

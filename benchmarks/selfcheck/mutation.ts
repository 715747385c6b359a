// How many mutants of a reference the tests kill. A mutant that passes is given many more inputs of the
// tests' own generators, under other seeds: if it then answers differently it survived, else nothing
// tells it from the reference and it counts as equivalent. Of those, the ones that answer otherwise on inputs
// near the tests' are named as unclear: either such inputs are not allowed, or the generators are too tame.
import { maxSolutionSteps, type Problem, prepareTests, transpile } from '@zooid/judge'
import type { Sandbox, TrialReport, TrialResult, TrialTests } from '@zooid/sandbox'
import { makeMutants } from './mutants.ts'
import { neighboursOf } from './neighbours.ts'

export type MutationScore = {
  readonly killed: number
  readonly equivalent: number
  /** What each survivor changed, and where it showed. */
  readonly survivors: readonly string[]
  /** Counted as equivalent, but not on inputs near those of the tests. */
  readonly unclear: readonly string[]
}

const timeoutMs = 2000
const otherSeeds = ['a', 'b', 'c'] as const
/** How much more often each check runs under another seed. */
const runsFactor = 5
/** Of references with long lists of constants: a sample with even steps is enough. */
const maxMutants = 250

export async function scoreMutants(
  sandbox: Sandbox,
  problem: Problem,
  solution: string,
  doubt: () => void,
): Promise<MutationScore> {
  const tests = prepareTests(problem)
  const run = async (source: string, extra: Partial<RunOptions>) => {
    const code = transpile('solution.ts', source)
    if (!code.ok) return null
    const result = await sandbox.trials.run({
      ...tests,
      code: code.code,
      seed: '1',
      runsFactor: 1,
      stopAtFailure: true,
      visibleOnly: false,
      maxSteps: maxSolutionSteps,
      isRecorded: false,
      timeoutMs,
      ...extra,
    })
    if (result.ok) return result.value
    if (isDoubtful(result)) doubt()
    return null
  }

  const reference = await run(solution, {})
  if (!reference || !hasPassed(reference)) throw new Error(`${problem.slug}: the reference fails`)
  // Mutants that loop forever are most of the time spent.
  const maxSteps = Math.min(maxSolutionSteps, reference.steps * 10 + 10)
  const expected = new Map<string, TrialReport>()
  const expectedOf = async (seed: string) => {
    const known = expected.get(seed)
    if (known) return known
    const report = await run(solution, { seed, runsFactor, isRecorded: true })
    if (!report || !hasPassed(report))
      throw new Error(`${problem.slug}: the reference fails with seed ${seed}`)
    expected.set(seed, report)
    return report
  }

  const isAlikeNearby = await compareNearby(sandbox, tests, solution, await expectedOf('a'), doubt)
  const all = makeMutants(solution)
  const step = Math.max(1, all.length / maxMutants)
  const mutants = all.filter(
    (_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step),
  )
  let killed = 0
  let equivalent = 0
  const survivors: string[] = []
  const unclear: string[] = []
  for (const mutant of mutants) {
    const report = await run(mutant.source, { maxSteps })
    if (!report || !hasPassed(report)) {
      killed++
      continue
    }
    let difference: string | null = null
    for (const seed of otherSeeds) {
      const other = await run(mutant.source, { seed, runsFactor, isRecorded: true })
      difference = differenceOf(await expectedOf(seed), other)
      if (difference !== null) break
    }
    if (difference === null) {
      equivalent++
      const nearby = await isAlikeNearby(mutant.source)
      if (nearby !== null) unclear.push(`${mutant.change}   ${nearby}`)
    } else survivors.push(`${mutant.change}   ${difference}`)
  }
  return { killed, equivalent, survivors, unclear }
}

const maxNeighbours = 300

/** Tells where a source answers otherwise than the reference near the tests' inputs, or null. */
async function compareNearby(
  sandbox: Sandbox,
  tests: TrialTests,
  solution: string,
  recorded: TrialReport,
  doubt: () => void,
): Promise<(source: string) => Promise<string | null>> {
  const replay = async (source: string, messages: readonly string[]) => {
    const code = transpile('solution.ts', source)
    if (!code.ok) return null
    const order = {
      ...tests,
      code: code.code,
      messages,
      maxSteps: maxSolutionSteps,
      timeoutMs,
    }
    const result = await sandbox.trials.replay(order)
    if (result.ok) return result.value
    if (isDoubtful(result)) doubt()
    return null
  }
  const tried = neighboursOf(
    (recorded.transcript ?? []).map(([message]) => message),
    maxNeighbours,
  )
  const replies = await replay(solution, tried)
  // Where the reference throws, or does not come to an end, the input is surely not allowed.
  const messages = replies ? tried.filter((_, index) => replies[index]?.startsWith('+')) : []
  const expected = messages.length > 0 ? await replay(solution, messages) : []
  return async (source) => {
    if (!expected || messages.length === 0) return null
    const answers = await replay(source, messages)
    if (!answers) return 'near the tests it does not come to an end'
    const index = expected.findIndex((reply, at) => reply !== answers[at])
    if (index < 0) return null
    return `${cut(messages[index] ?? '')}: ${cut(expected[index] ?? '')}, not ${cut(answers[index] ?? '')}`
  }
}

/** The limit of steps ends a mutant the same everywhere; the clock and trouble of our own do not. */
function isDoubtful({ fault, wallMs }: Extract<TrialResult<unknown>, { ok: false }>): boolean {
  return fault.kind === 'infrastructure' || wallMs >= timeoutMs
}

type RunOptions = Parameters<Sandbox['trials']['run']>[0]

const hasPassed = ({ tests }: TrialReport) => tests.length > 0 && tests.every(({ ok }) => ok)

/** Where the answers part, or null. What an error says does not count, that it is one does. */
function differenceOf(reference: TrialReport, mutant: TrialReport | null): string | null {
  if (!mutant) return 'it does not come to an end'
  const answers = mutant.transcript ?? []
  for (const [index, [message, reply]] of (reference.transcript ?? []).entries()) {
    const [otherMessage, otherReply] = answers[index] ?? ['', '']
    if (message !== otherMessage) break
    const isSame = reply === otherReply || (reply.startsWith('-') && otherReply.startsWith('-'))
    if (!isSame) return `${cut(message)}: ${cut(reply)}, not ${cut(otherReply)}`
  }
  return hasPassed(mutant) ? null : 'it fails a check'
}

const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

// judge(problem, source) -> verdict: the check, then the problem's tests in worlds of their own. The same
// problem and source get the same verdict everywhere; a cache by content spares the work. What the clock or
// trouble of our own decided is judged anew.
import { type Log, messageOf, silentLog, ZooidError } from '@zooid/base'
import type { Sandbox, TrialExample, TrialReport, TrialResult, TrialTests } from '@zooid/sandbox'
import { createCheckerPool } from './checker-pool.ts'
import { sha256 } from './content-hash.ts'
import type { Problem } from './problem.ts'
import { batchSize, checkSources } from './problem-check.ts'
import type { ProblemVerdict, TestCounts } from './problem-verdict.ts'
import { transpile } from './transpile.ts'
import { createVerdictCache, type VerdictCache } from './verdict-cache.ts'

export type ProblemJudgeOptions = {
  /** Runs the tests; the caller owns and closes it. */
  readonly sandbox: Sandbox
  /** Checker processes. @default 1 */
  readonly checkers?: number
  readonly log?: Log
  /** @default in memory, 10,000 verdicts */
  readonly cache?: VerdictCache
  /** Of the random inputs. Verdicts of different seeds are not comparable. @default '1' */
  readonly seed?: string
  /** Check and tests together; the tests get what the check leaves. @default 2300 */
  readonly deadlineMs?: number
}

export type ProblemJudge = {
  /** Never throws for what the source does. */
  readonly judge: (problem: Problem, source: string) => Promise<ProblemVerdict>
  /** One verdict per source, in their order; 64 sources share one snapshot of the checker. */
  readonly judgeAll: (problem: Problem, sources: readonly string[]) => Promise<ProblemVerdict[]>
  /**
   * What a solver may see of the tests.
   * @throws ProblemTestsError when tests.ts does not load
   */
  readonly examples: (problem: Problem) => Promise<readonly TrialExample[]>
  readonly close: () => Promise<void>
}

/** Engine steps of a solution over all tests, each 10,000 loops or calls: half a second or so. */
export const maxSolutionSteps = 500

/** Trials in flight: enough to keep the workers busy, few enough that none waits for its turn too long. */
const lanes = 4

/** Starts no process before the first check. Call `close` to end the checkers. */
export function createProblemJudge({
  sandbox,
  checkers = 1,
  log = silentLog,
  cache = createVerdictCache(),
  seed = '1',
  deadlineMs = 2300,
}: ProblemJudgeOptions): ProblemJudge {
  const checker = createCheckerPool({ size: checkers, log })
  const prepared = new Map<string, TrialTests>()

  const testsOf = (problem: Problem): TrialTests => {
    const known = prepared.get(problem.hash)
    if (known) return known
    const tests = prepareTests(problem)
    prepared.set(problem.hash, tests)
    return tests
  }

  const tryCode = (problem: Problem, code: string, startedAt: number) =>
    sandbox.trials.run({
      ...testsOf(problem),
      code,
      seed,
      runsFactor: 1,
      stopAtFailure: false,
      visibleOnly: false,
      maxSteps: maxSolutionSteps,
      isRecorded: false,
      timeoutMs: Math.min(2000, deadlineMs - (performance.now() - startedAt)),
    })

  /** Tests run while the types are still being checked: the sandbox does not rely on types. */
  const judgeTogether = async (
    problem: Problem,
    sources: readonly string[],
  ): Promise<ProblemVerdict[]> => {
    const startedAt = performance.now()
    // The deadline of one source must not depend on those beside it.
    const begin = () => (sources.length === 1 ? startedAt : performance.now())
    const inLane = createLanes(lanes)
    const refused = new Set<number>()
    const trials = new Map<number, Promise<TrialResult<TrialReport> | null>>()
    const start = (index: number, code: string) => {
      const known = trials.get(index)
      if (known) return known
      const trial = inLane(async () =>
        refused.has(index) ? null : tryCode(problem, code, begin()),
      )
      // When the types are wrong nobody waits for it.
      trial.catch(() => {})
      trials.set(index, trial)
      return trial
    }
    const checked = await checkSources(checker, problem, sources, start)
    for (const [index, entry] of checked.entries()) if ('verdict' in entry) refused.add(index)
    return Promise.all(
      checked.map(async (entry, index) => {
        if ('verdict' in entry) return entry.verdict
        const result = await start(index, entry.code)
        return result ? verdictOf(result, entry.checkMs) : lost
      }),
    )
  }

  const judgeAll = async (problem: Problem, sources: readonly string[]) => {
    const keys = sources.map((source) => sha256(`${problem.hash}/${seed}/${source}`))
    const fresh = new Map<string, string>()
    const verdicts = new Map<string, ProblemVerdict>()
    for (const [index, key] of keys.entries()) {
      const known = cache.get(key)
      if (known) verdicts.set(key, known)
      else fresh.set(key, sources[index] ?? '')
    }
    const open = [...fresh]
    for (let from = 0; from < open.length; from += batchSize) {
      const batch = open.slice(from, from + batchSize)
      const judged = await judgeTogether(
        problem,
        batch.map(([, source]) => withoutByteOrderMark(source)),
      )
      for (const [index, [key]] of batch.entries()) {
        const verdict = judged[index] ?? lost
        verdicts.set(key, verdict)
        if (isFact(verdict)) cache.set(key, verdict)
      }
    }
    return keys.map((key) => verdicts.get(key) ?? lost)
  }

  const guarded = async (problem: Problem, sources: readonly string[]) => {
    try {
      return await judgeAll(problem, sources)
    } catch (error) {
      log.error({ error: messageOf(error), slug: problem.slug }, 'judging failed')
      const verdict: ProblemVerdict = { kind: 'infrastructure', message: messageOf(error) }
      return sources.map(() => verdict)
    }
  }

  return {
    async judge(problem, source) {
      const [verdict = lost] = await guarded(problem, [source])
      return verdict
    },
    judgeAll: guarded,
    async examples(problem) {
      const listed = await sandbox.trials.list(testsOf(problem))
      if (!listed.ok) throw new ProblemTestsError(problem.slug, listed.fault.message)
      return listed.value.examples
    },
    close: checker.close,
  }
}

/** Runs at most `count` pieces of work at a time, in the order they came. */
function createLanes(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await work()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}

/** Whether it holds on any machine at any time: the clock may end what a quieter one would let pass. */
function isFact({ kind }: ProblemVerdict): boolean {
  return kind !== 'infrastructure' && kind !== 'timeout'
}

const lost: ProblemVerdict = { kind: 'infrastructure', message: 'the verdict was lost' }

/** @throws ProblemTestsError when tests.ts is no TypeScript */
export function prepareTests(problem: Problem): TrialTests {
  const code = transpile('tests.ts', problem.tests)
  if (!code.ok) throw new ProblemTestsError(problem.slug, code.message)
  return { tests: code.code, testsId: problem.hash }
}

function verdictOf(result: TrialResult<TrialReport>, checkMs: number): ProblemVerdict {
  const timings = { checkMs, testMs: result.wallMs }
  if (!result.ok) {
    const { kind, message } = result.fault
    if (kind === 'timeout') return { kind: 'timeout', stage: 'test' }
    if (kind === 'infrastructure') return { kind: 'infrastructure', message }
    return { kind: 'runtime_fault', message, tests: { passed: 0, total: 0 }, timings }
  }
  const failures = result.value.tests.filter((test) => !test.ok)
  const total = result.value.tests.length
  const tests: TestCounts = { passed: total - failures.length, total }
  if (total === 0)
    return { kind: 'infrastructure', message: 'tests.ts has no example and no check' }
  const [first] = failures
  if (!first) return { kind: 'pass', tests, steps: result.value.steps, timings }
  if (failures.every(({ threw }) => threw))
    return {
      kind: 'runtime_fault',
      message: `${first.name}: ${first.message ?? ''}`,
      tests,
      timings,
    }
  return { kind: 'test_failure', tests, failures, timings }
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

export class ProblemTestsError extends ZooidError {
  override readonly name = 'ProblemTestsError'
  constructor(slug: string, message: string) {
    super('problem.tests', `problem ${slug}: ${message}`, {
      hint: `npm run bench:selfcheck -- --only ${slug}`,
    })
  }
}

// Puts trials on the pool: one job each, in a thread that keeps the tests' world ready for the next
// solution. What happens inside is trial.ts.
import type { Pool } from './pool.ts'
import type { TrialOrder, TrialResult, Trials, TrialTests } from './trial-types.ts'

const maxReportLength = 8 * 1024 * 1024
const maxTimeoutMs = 10_000

export function createTrials(pool: Pool): Trials {
  const execute = async <T>(
    { tests, testsId }: TrialTests,
    order: TrialOrder,
    timeoutMs: number,
  ): Promise<TrialResult<T>> => {
    const { outcome, wallMs } = await pool.execute({
      job: {
        mode: 'trial',
        code: tests,
        codeId: testsId,
        input: JSON.stringify(order),
        granted: [],
        timeoutMs: Math.min(maxTimeoutMs, Math.max(1, Math.floor(timeoutMs))),
        maxTextLength: maxReportLength,
        logLines: 0,
        epochMs: 0,
      },
      host: { kv: () => '', log: () => {}, call: async () => '' },
      depth: 0,
      signal: undefined,
    })
    if (!outcome.ok) return { ok: false, fault: outcome.fault, wallMs }
    // Written by our own prelude and engine, whose shape this is.
    return { ok: true, value: JSON.parse(outcome.text) as T, wallMs }
  }

  return {
    run: ({ tests, testsId, timeoutMs, ...order }) =>
      execute({ tests, testsId }, { kind: 'try', ...order }, timeoutMs),
    list: (tests) => execute(tests, { kind: 'list' }, 2000),
    replay: ({ tests, testsId, timeoutMs, ...order }) =>
      execute({ tests, testsId }, { kind: 'replay', isRecorded: false, ...order }, timeoutMs),
  }
}

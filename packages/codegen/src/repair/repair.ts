// The repair lane: edits of broken starter code, tried on the visible examples in worlds of their own,
// likeliest first, single edits before pairs. It learns nothing and is the same with and without a model.
import { sha256, type Task, transpile } from '@zooid/judge'
import type { Sandbox } from '@zooid/sandbox'
import { testsOf } from '../visible-tests.ts'
import { applyEdits, type Edit, editsOf } from './edits.ts'

export type RepairLimits = {
  /** Sources run. */
  readonly candidates: number
  /** Sources that pass, at most. */
  readonly wanted: number
  /** `unranked`: single edits in order of place, the baseline. @default ranked */
  readonly order?: 'ranked' | 'unranked'
  readonly deadline?: number
}

export type Repaired = { readonly source: string; readonly candidates: number }

export type RepairResult = { readonly found: readonly Repaired[]; readonly candidates: number }

/** Engine steps a candidate may take on the visible examples, 10,000 loops or calls each. */
const maxSteps = 30
/** Single edits of which pairs are made. */
const pairedEdits = 120

/** Edited starters that pass the visible examples; none when there is no starter or no example. */
export async function repair(
  task: Task,
  sandbox: Sandbox,
  { candidates: maxCandidates, wanted, order = 'ranked', deadline }: RepairLimits,
): Promise<RepairResult> {
  const { starter } = task
  const tests = testsOf(task)
  const code = tests === null ? null : transpile('tests.ts', tests)
  if (starter === null || !code?.ok) return { found: [], candidates: 0 }
  const testsId = sha256(code.code)
  const found: Repaired[] = []
  const seen = new Set<string>([starter])
  let candidates = 0
  const attempt = async (edits: readonly Edit[]) => {
    const source = applyEdits(starter, edits)
    if (seen.has(source)) return
    seen.add(source)
    candidates++
    const javascript = transpile('solution.ts', source)
    if (!javascript.ok) return
    const trial = await sandbox.trials.run({
      tests: code.code,
      testsId,
      code: javascript.code,
      seed: '1',
      runsFactor: 1,
      stopAtFailure: true,
      visibleOnly: true,
      maxSteps,
      isRecorded: false,
      timeoutMs: 1000,
    })
    if (trial.ok && trial.value.tests.length > 0 && trial.value.tests.every(({ ok }) => ok))
      found.push({ source, candidates })
  }
  const single = editsOf(starter)
  if (order === 'unranked') single.sort((a, b) => a.from - b.from)
  const isOver = () =>
    candidates >= maxCandidates ||
    found.length >= wanted ||
    (deadline !== undefined && performance.now() > deadline)
  for (const edit of single) {
    if (isOver()) break
    await attempt([edit])
  }
  if (found.length > 0 || order === 'unranked') return { found, candidates }
  for (const pair of pairsOf(single.slice(0, pairedEdits))) {
    if (isOver()) break
    await attempt(pair)
  }
  return { found, candidates }
}

/** Pairs of edits at different places, those of the cheapest first. */
function* pairsOf(edits: readonly Edit[]): Generator<readonly [Edit, Edit]> {
  for (let sum = 1; sum < 2 * edits.length; sum++)
    for (let i = Math.max(0, sum - edits.length + 1); i < sum - i; i++) {
      const [a, b] = [edits[i], edits[sum - i]]
      if (a && b && (a.to <= b.from || b.to <= a.from)) yield [a, b]
    }
}

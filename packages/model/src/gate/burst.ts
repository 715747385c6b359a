// A burst of training behind the gate: snapshot, train, measure the same sealed data again, and keep it or
// put every byte back. A rejected burst leaves nothing but its report and the hash of the data it ate.
import { sha256 } from '@noble/hashes/sha2.js'
import { type Hex, toHex } from '@zooid/base'
import type { Network } from '../network.ts'
import type { StepReport, Trainer } from '../train/trainer.ts'
import type { Batch, Weights } from '../types.ts'
import { type ItemLoss, pairedBootstrap } from './bootstrap.ts'
import { divergence } from './drift.ts'
import { type GateLimits, judgeChange, type Verdict } from './judge.ts'
import { answerProbes, type ProbeAnswers } from './probes.ts'
import { restoreSnapshot, takeSnapshot } from './snapshot.ts'

export type GateSetting = {
  readonly tokenizerHash: Hex
  /** Sealed: never trained on. */
  readonly heldOut: readonly Batch[]
  /** Sealed, smaller: what a network says here may move only so far. */
  readonly probes: readonly Batch[]
  /** Of the bootstrap. */
  readonly seed: number
  /** Gradient norms of earlier bursts; the median of the latest hundred is the measure. @default none */
  readonly gradientNorms?: readonly number[]
  /** How many problems of the fixed set are no longer solved. @default 0 */
  readonly newlyFailing?: () => number
  readonly limits?: GateLimits
  /** What else the change may move, adapters for one: each gives a function that undoes. @default none */
  readonly beside?: readonly { readonly remember: () => () => void }[]
}

export type BurstReport = {
  readonly verdict: Verdict
  readonly steps: readonly StepReport[]
  /** Held-out loss before and after, nats per token. */
  readonly before: number
  readonly after: number
  /** SHA-256 over the data of the burst: keep it when rejected and do not eat it again. */
  readonly dataHash: Hex
}

/** One update per group of batches, behind the gate. @throws {BatchError | ArenaFullError}, restored then too */
export function runBurst(
  trainer: Trainer,
  groups: readonly (readonly Batch[])[],
  setting: GateSetting,
): BurstReport {
  const steps: StepReport[] = []
  const changed = guardChange(trainer, setting, () => {
    for (const batches of groups) steps.push(trainer.step(batches))
    const norms = steps.map(({ gradientNorm }) => gradientNorm)
    return gradientRatio(norms, setting.gradientNorms)
  })
  return { ...changed, steps, dataHash: hashBatches(groups.flat()) }
}

/**
 * Any change of a trainer behind the gate. `change` gives its gradient ratio, or 0 when it trains nothing.
 * Whatever it throws is thrown on, after everything was put back.
 */
export function guardChange(
  trainer: Trainer,
  setting: GateSetting,
  change: () => number,
): Omit<BurstReport, 'steps' | 'dataHash'> {
  const { network } = trainer
  const { heldOut, probes, seed, tokenizerHash, limits, newlyFailing = () => 0 } = setting
  const snapshot = takeSnapshot(trainer, tokenizerHash)
  const undos = (setting.beside ?? []).map(({ remember }) => remember())
  const putBack = () => {
    restoreSnapshot(trainer, snapshot, tokenizerHash)
    for (const undo of undos) undo()
  }
  const before = sealed(network, heldOut, probes)
  try {
    const ratio = change()
    const after = sealed(network, heldOut, probes)
    const { m, v } = trainer.optimizerState()
    const finite = [network.readWeights(), m, v].every(allFinite)
    const evidence = {
      finite: finite && Number.isFinite(after.loss),
      gradientRatio: ratio,
      heldOut: pairedBootstrap(before.items, after.items, { seed }),
      kl: divergence(before.answers, after.answers),
      newlyFailing: newlyFailing(),
    }
    const verdict = judgeChange(evidence, limits)
    if (!verdict.accepted) putBack()
    return { verdict, before: before.loss, after: after.loss }
  } catch (error) {
    putBack()
    throw error
  }
}

/** SHA-256 over ids and labels of batches, in order. */
export function hashBatches(batches: readonly Batch[]): Hex {
  const hash = sha256.create()
  for (const { source, target, next, labels = new Int32Array() } of batches)
    for (const ids of [source, target, next, labels]) {
      hash.update(new TextEncoder().encode(`${ids.length}\n`))
      hash.update(new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength))
    }
  return toHex(hash.digest())
}

type Sealed = {
  readonly items: readonly ItemLoss[]
  readonly loss: number
  readonly answers: ProbeAnswers
}

function sealed(network: Network, heldOut: readonly Batch[], probes: readonly Batch[]): Sealed {
  const items = heldOut.flatMap((batch) => network.evaluate(batch).items)
  const tokens = items.reduce((sum, item) => sum + item.tokens, 0)
  const loss = items.reduce((sum, item) => sum + item.textLoss, 0) / tokens
  return { items, loss, answers: answerProbes(network, probes) }
}

/** Largest norm over the median of the latest hundred of the history, or over the first when there is none. */
export function gradientRatio(norms: readonly number[], history: readonly number[] = []): number {
  const measure = history.length > 0 ? history.slice(-100) : norms.slice(0, 1)
  const sorted = [...measure].sort((a, b) => a - b)
  const median = sorted[sorted.length >> 1] ?? 0
  return norms.length === 0 ? 0 : Math.max(...norms) / median
}

function allFinite(weights: Weights): boolean {
  for (const { data } of weights.values())
    for (const value of data) if (!Number.isFinite(value)) return false
  return true
}

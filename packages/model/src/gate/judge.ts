// The verdict on a change (a burst of training, a peer's delta, a growth), from evidence alone. Every limit
// that is passed gives a reason; a number that is not one passes no limit.
import type { PairedDifference } from './bootstrap.ts'

export type GateEvidence = {
  /** Are all weights, moments and losses numbers? */
  readonly finite: boolean
  /** Largest gradient norm of the burst over the median of the steps before; 0 when nothing was trained. */
  readonly gradientRatio: number
  /** On the sealed held-out set. */
  readonly heldOut: PairedDifference
  /** KL(before || after) on the sealed probes, nats per place. */
  readonly kl: number
  /** Solved problems of a fixed set that are no longer solved. @default 0 */
  readonly newlyFailing?: number
}

export type GateLimits = {
  /** @default 10 */
  readonly gradientRatio?: number
  /** Nats per token. @default 0.002 */
  readonly meanRise?: number
  /** Nats per token, at 95 %. @default 0.01 */
  readonly upperRise?: number
  /** Trust region of one change. @default 0.15 */
  readonly kl?: number
  /** Of fifty. @default 1 */
  readonly newlyFailing?: number
}

export type GateReason =
  | 'not_finite'
  | 'gradient'
  | 'mean_rise'
  | 'upper_rise'
  | 'kl'
  | 'regression'

export type Verdict =
  | { readonly accepted: true; readonly evidence: GateEvidence }
  | {
      readonly accepted: false
      readonly evidence: GateEvidence
      readonly reasons: readonly GateReason[]
    }

export function judgeChange(evidence: GateEvidence, limits: GateLimits = {}): Verdict {
  const { gradientRatio = 10, meanRise = 0.002, upperRise = 0.01, kl = 0.15 } = limits
  const { newlyFailing = 1 } = limits
  const reasons: GateReason[] = []
  const within = (reason: GateReason, value: number, most: number) => {
    if (!(value <= most)) reasons.push(reason)
  }
  if (!evidence.finite) reasons.push('not_finite')
  within('gradient', evidence.gradientRatio, gradientRatio)
  within('mean_rise', evidence.heldOut.mean, meanRise)
  within('upper_rise', evidence.heldOut.upper, upperRise)
  within('kl', evidence.kl, kl)
  within('regression', evidence.newlyFailing ?? 0, newlyFailing)
  return reasons.length === 0
    ? { accepted: true, evidence }
    : { accepted: false, evidence, reasons }
}

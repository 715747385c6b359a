// What stands between RWKV-7's recurrence and its output product: group norm per head, the bonus of the
// token itself, and the output gate. Legend: R = B T rows,
// H heads of 32, C = 32 H. Forward beside its mirror, one pass each.
import { headWidth } from '@zooid/kernel'

/** The reference's group norm: one group per head. */
const groupEpsilon = 64e-5

export type Finish = {
  /** All (R, C). */
  readonly y: Float32Array
  readonly r: Float32Array
  readonly k: Float32Array
  readonly v: Float32Array
  readonly gate: Float32Array
  /** All (C). */
  readonly gain: Float32Array
  readonly bias: Float32Array
  readonly bonus: Float32Array
}

/** out = (group norm of y + (sum of r k bonus) v) * gate. */
export function finishForward(out: Float32Array, f: Finish): void {
  const { y, v, gate, gain, bias } = f
  const width = gain.length
  for (let at = 0; at < y.length; at += headWidth) {
    const channel = at % width
    const { mean, spread } = moments(y, at)
    const own = ownShare(f, at, channel)
    for (let i = 0; i < headWidth; i++) {
      const [p, c] = [at + i, channel + i]
      const normed = ((y[p] ?? 0) - mean) * spread * (gain[c] ?? 0) + (bias[c] ?? 0)
      out[p] = (normed + own * (v[p] ?? 0)) * (gate[p] ?? 0)
    }
  }
}

export type FinishGradient = {
  readonly dOut: Float32Array
  /** Overwritten, all (R, C). */
  readonly dy: Float32Array
  readonly dGate: Float32Array
  /** Overwritten with the share that does not go through the recurrence. */
  readonly dr: Float32Array
  readonly dk: Float32Array
  readonly dv: Float32Array
  /** Added to, all (C). */
  readonly dGain: Float32Array
  readonly dBias: Float32Array
  readonly dBonus: Float32Array
}

export function finishBackward(f: Finish, d: FinishGradient): void {
  const { y, r, k, v, gate, gain, bias, bonus } = f
  const { dOut, dy, dGate, dr, dk, dv, dGain, dBias, dBonus } = d
  const width = gain.length
  for (let at = 0; at < y.length; at += headWidth) {
    const channel = at % width
    const { mean, spread } = moments(y, at)
    const own = ownShare(f, at, channel)
    let [dOwn, sum, along] = [0, 0, 0]
    for (let i = 0; i < headWidth; i++) {
      const [p, c] = [at + i, channel + i]
      const hat = ((y[p] ?? 0) - mean) * spread
      const g = dOut[p] ?? 0
      dGate[p] = g * (hat * (gain[c] ?? 0) + (bias[c] ?? 0) + own * (v[p] ?? 0))
      const dNormed = g * (gate[p] ?? 0)
      dGain[c] = (dGain[c] ?? 0) + dNormed * hat
      dBias[c] = (dBias[c] ?? 0) + dNormed
      dOwn += dNormed * (v[p] ?? 0)
      dv[p] = dNormed * own
      const dHat = dNormed * (gain[c] ?? 0)
      dy[p] = dHat
      sum += dHat
      along += dHat * hat
    }
    for (let i = 0; i < headWidth; i++) {
      const [p, c] = [at + i, channel + i]
      const hat = ((y[p] ?? 0) - mean) * spread
      dy[p] = spread * ((dy[p] ?? 0) - (sum + hat * along) / headWidth)
      const [rp, kp, weight] = [r[p] ?? 0, k[p] ?? 0, bonus[c] ?? 0]
      dr[p] = dOwn * kp * weight
      dk[p] = dOwn * rp * weight
      dBonus[c] = (dBonus[c] ?? 0) + dOwn * rp * kp
    }
  }
}

function ownShare({ r, k, bonus }: Finish, at: number, channel: number): number {
  let sum = 0
  for (let i = 0; i < headWidth; i++)
    sum += (r[at + i] ?? 0) * (k[at + i] ?? 0) * (bonus[channel + i] ?? 0)
  return sum
}

function moments(y: Float32Array, at: number): { mean: number; spread: number } {
  let [sum, squares] = [0, 0]
  for (let i = at; i < at + headWidth; i++) sum += y[i] ?? 0
  const mean = sum / headWidth
  for (let i = at; i < at + headWidth; i++) squares += ((y[i] ?? 0) - mean) ** 2
  return { mean, spread: 1 / Math.sqrt(squares / headWidth + groupEpsilon) }
}

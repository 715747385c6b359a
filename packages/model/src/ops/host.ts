// Element-wise arithmetic of RWKV-7 for which the kernel has no op, on live views of its memory: one pass
// per function, forward beside its mirror. Legend: R = B T rows, D width, H heads of 32, C = 32 H.
// These loops run on the calling thread only, so a tape with them is not split over threads.
import { headWidth, type Kernel, type Tensor } from '@zooid/kernel'
import { exponential, hyperbolicTangent, sigmoid } from './exponential.ts'

/** A live view that is made again only when the memory moved (engines without shared memory). */
export function liveView(kernel: Kernel, tensor: Tensor): () => Float32Array {
  let view: Float32Array | undefined
  return () => {
    if (view === undefined || view.byteLength === 0) view = kernel.f32(tensor)
    return view
  }
}

export function fillZero(x: Float32Array): void {
  x.fill(0)
}

export type Shift = {
  readonly x: Float32Array
  /** (D) */
  readonly mu: Float32Array
  readonly time: number
  /** (B, D) the row before the first; zeros without it. */
  readonly before?: Float32Array
}

/** out = x + mu * (the row before - x). */
export function shiftForward(out: Float32Array, { x, mu, time, before }: Shift): void {
  const width = mu.length
  for (let r = 0, at = 0; at < x.length; r++, at += width) {
    const first = r % time === 0
    const from = first ? (r / time) * width : at - width
    const previous = first ? before : x
    for (let i = 0; i < width; i++) {
      const now = x[at + i] ?? 0
      const last = previous === undefined ? 0 : (previous[from + i] ?? 0)
      out[at + i] = now + (mu[i] ?? 0) * (last - now)
    }
  }
}

/** dx += and dMu += for the gradient of `out`. */
export function shiftBackward(
  dx: Float32Array,
  dMu: Float32Array,
  dOut: Float32Array,
  { x, mu, time }: Shift,
): void {
  const width = mu.length
  for (let r = 0, at = 0; at < x.length; r++, at += width) {
    const first = r % time === 0
    for (let i = 0; i < width; i++) {
      const g = dOut[at + i] ?? 0
      const m = mu[i] ?? 0
      const last = first ? 0 : (x[at - width + i] ?? 0)
      dx[at + i] = (dx[at + i] ?? 0) + g * (1 - m)
      if (!first) dx[at - width + i] = (dx[at - width + i] ?? 0) + g * m
      dMu[i] = (dMu[i] ?? 0) + g * (last - (x[at + i] ?? 0))
    }
  }
}

export function tanhForward(x: Float32Array): void {
  for (let i = 0; i < x.length; i++) x[i] = hyperbolicTangent(x[i] ?? 0)
}

/** d *= 1 - y^2 for y = tanh(x). */
export function tanhBackward(d: Float32Array, y: Float32Array): void {
  for (let i = 0; i < d.length; i++) d[i] = (d[i] ?? 0) * (1 - (y[i] ?? 0) ** 2)
}

export function sigmoidForward(x: Float32Array): void {
  for (let i = 0; i < x.length; i++) x[i] = sigmoid(x[i] ?? 0)
}

/** d *= y (1 - y) for y = sigmoid(x). */
export function sigmoidBackward(d: Float32Array, y: Float32Array): void {
  for (let i = 0; i < d.length; i++) {
    const s = y[i] ?? 0
    d[i] = (d[i] ?? 0) * s * (1 - s)
  }
}

export function squaredReluForward(x: Float32Array, y: Float32Array): void {
  for (let i = 0; i < x.length; i++) y[i] = Math.max(0, x[i] ?? 0) ** 2
}

/** d *= 2 relu(x). */
export function squaredReluBackward(d: Float32Array, x: Float32Array): void {
  for (let i = 0; i < d.length; i++) d[i] = (d[i] ?? 0) * 2 * Math.max(0, x[i] ?? 0)
}

/** Slowest decay is exp(-e^-0.5). */
const decayScale = Math.exp(-0.5)

export type Gates = {
  /** All (R, C). `k0`, `v0` as projected. */
  readonly k0: Float32Array
  readonly v0: Float32Array
  /** Low-rank terms on entry of the forward pass, their sigmoids after it. */
  readonly decay: Float32Array
  readonly rate: Float32Array
  /** Blend with the first layer's value; absent in the first layer. */
  readonly blend: Float32Array | undefined
  readonly vFirst: Float32Array | undefined
  /** All (C). */
  readonly w0: Float32Array
  readonly a0: Float32Array
  readonly v0Bias: Float32Array | undefined
  readonly kKey: Float32Array
  readonly kRate: Float32Array
  /** Results, all (R, C); `v` is `v0` itself in the first layer. */
  readonly w: Float32Array
  readonly k: Float32Array
  readonly v: Float32Array
  readonly kk: Float32Array
  /** (R, H), kept for the mirror. */
  readonly inverse: Float32Array
}

export function gatesForward(g: Gates): void {
  const { k0, v0, decay, rate, blend, vFirst, w0, a0, v0Bias, kKey, kRate, w, k, v, kk } = g
  const width = w0.length
  for (let at = 0, head = 0; at < k0.length; at += headWidth, head++) {
    const channel = at % width
    let squares = 0
    for (let i = 0; i < headWidth; i++) {
      const [p, c] = [at + i, channel + i]
      const key = k0[p] ?? 0
      const s = sigmoid((w0[c] ?? 0) + (decay[p] ?? 0))
      decay[p] = s
      w[p] = exponential(-decayScale * s)
      const a = sigmoid((a0[c] ?? 0) + (rate[p] ?? 0))
      rate[p] = a
      k[p] = key * (1 + (a - 1) * (kRate[c] ?? 0))
      const u = key * (kKey[c] ?? 0)
      kk[p] = u
      squares += u * u
      if (blend !== undefined && vFirst !== undefined && v0Bias !== undefined) {
        const share = sigmoid((v0Bias[c] ?? 0) + (blend[p] ?? 0))
        blend[p] = share
        const own = v0[p] ?? 0
        v[p] = own + ((vFirst[p] ?? 0) - own) * share
      }
    }
    const inverse = 1 / Math.max(Math.sqrt(squares), 1e-12)
    g.inverse[head] = inverse
    for (let i = at; i < at + headWidth; i++) kk[i] = (kk[i] ?? 0) * inverse
  }
}

export type GatesGradient = {
  /** Of the results, all (R, C). On return `dk`, `dv`, `dw`, `da` are those of k0, v0 and the two low-rank terms. */
  readonly dk: Float32Array
  readonly dv: Float32Array
  readonly dw: Float32Array
  readonly da: Float32Array
  readonly dkk: Float32Array
  /** Overwritten with the gradient of the low-rank blend term. */
  readonly dBlend: Float32Array | undefined
  /** Added to. */
  readonly dvFirst: Float32Array | undefined
  readonly dw0: Float32Array
  readonly da0: Float32Array
  readonly dv0Bias: Float32Array | undefined
  readonly dkKey: Float32Array
  readonly dkRate: Float32Array
}

export function gatesBackward(g: Gates, d: GatesGradient): void {
  const { k0, v0, decay, rate, blend, vFirst, kKey, kRate, w, kk } = g
  const { dk, dv, dw, da, dkk, dBlend, dvFirst, dw0, da0, dv0Bias, dkKey, dkRate } = d
  const width = g.w0.length
  for (let at = 0, head = 0; at < k0.length; at += headWidth, head++) {
    const channel = at % width
    const inverse = g.inverse[head] ?? 0
    let along = 0
    for (let i = at; i < at + headWidth; i++) along += (kk[i] ?? 0) * (dkk[i] ?? 0)
    for (let i = 0; i < headWidth; i++) {
      const [p, c] = [at + i, channel + i]
      const key = k0[p] ?? 0
      const a = rate[p] ?? 0
      const gk = dk[p] ?? 0
      const byRate = kRate[c] ?? 0
      const du = inverse * ((dkk[p] ?? 0) - (kk[p] ?? 0) * along)
      dk[p] = gk * (1 + (a - 1) * byRate) + du * (kKey[c] ?? 0)
      dkKey[c] = (dkKey[c] ?? 0) + du * key
      dkRate[c] = (dkRate[c] ?? 0) + gk * key * (a - 1)
      const ga = ((da[p] ?? 0) + gk * key * byRate) * a * (1 - a)
      da[p] = ga
      da0[c] = (da0[c] ?? 0) + ga
      const s = decay[p] ?? 0
      const gw = (dw[p] ?? 0) * (w[p] ?? 0) * -decayScale * s * (1 - s)
      dw[p] = gw
      dw0[c] = (dw0[c] ?? 0) + gw
      if (blend && vFirst && dBlend && dvFirst && dv0Bias) {
        const share = blend[p] ?? 0
        const gv = dv[p] ?? 0
        dvFirst[p] = (dvFirst[p] ?? 0) + gv * share
        const gb = gv * ((vFirst[p] ?? 0) - (v0[p] ?? 0)) * share * (1 - share)
        dBlend[p] = gb
        dv0Bias[c] = (dv0Bias[c] ?? 0) + gb
        dv[p] = gv * (1 - share)
      }
    }
  }
}

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

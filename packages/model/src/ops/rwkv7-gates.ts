// What stands between RWKV-7's projections and its recurrence: decay, rate, the blend with the first
// layer's value, and the two keys. Legend: R = B T rows,
// H heads of 32, C = 32 H. Forward beside its mirror, one pass each.
import { headWidth } from '@zooid/kernel'
import { exponential, sigmoid } from './exponential.ts'

/** Decays lie between exp(-e^-0.5), about 0.545, and 1. */
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

// Element-wise arithmetic for which the kernel has no op, on live views of its memory: the token shift and
// the squashing functions of RWKV-7, forward beside its mirror. Legend: R = B T rows, D width.
// These loops run on the calling thread only, so a tape with them is not split over threads.
import type { Kernel, Tensor } from '@zooid/kernel'
import { hyperbolicTangent, sigmoid } from './exponential.ts'

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

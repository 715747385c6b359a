// RWKV-7's time mix: token shift, projections with low-rank gates, the recurrence over 32 x 32 states,
// group norm, bonus and output gate. Products and the recurrence are kernel ops; what lies between them
// is in host.ts, rwkv7-gates.ts and rwkv7-finish.ts. The first layer's value is shared with the later
// ones of the same stack.
import {
  addScaled,
  gemm,
  headWidth,
  reshape,
  rwkv7Backward,
  rwkv7Chunk,
  rwkv7Forward,
  rwkv7Scratch,
  type Tensor,
} from '@zooid/kernel'
import type { Build, Lowering, OpCall } from '../plan/build.ts'
import { numberOf } from './attrs.ts'
import {
  fillZero,
  liveView,
  shiftBackward,
  shiftForward,
  sigmoidBackward,
  sigmoidForward,
  tanhBackward,
  tanhForward,
} from './host.ts'
import { finishBackward, finishForward } from './rwkv7-finish.ts'
import { gatesBackward, gatesForward } from './rwkv7-gates.ts'

/** Rows of `mu`. */
const streams = { r: 0, w: 1, k: 2, v: 3, a: 4, g: 5 } as const
type Stream = keyof typeof streams
const streamNames = Object.keys(streams) as Stream[]

export const rwkv7: Lowering = (build, call) => {
  const { kernel } = build
  const { attrs, inputs, out, start, weight, gradient, into } = call
  const x = inputs[0]?.tensor ?? out
  const [batch = 0, time = 0] = inputs[0]?.dims ?? []
  const [rows = 0, width = 0] = x.shape
  const heads = numberOf(attrs, 'heads')
  const inner = heads * headWidth
  const first = attrs.first === true
  const live = (tensor: Tensor) => liveView(kernel, tensor)
  const wide = () => build.take([rows, inner])
  const inTime = (tensor: Tensor) => reshape(tensor, [batch, time, heads, headWidth])

  const shifted = shiftStreams(build, call)
  const low = (name: 'w' | 'a' | 'g' | 'v', squash?: (view: Float32Array) => void) => {
    const [down, up] = [weight(`${name}1`), weight(`${name}2`)]
    const middle = build.take([rows, down.shape[1] ?? 0])
    const result = wide()
    gemm(kernel, 'nn', shifted[name], down, middle)
    const view = live(middle)
    if (squash !== undefined) build.host(() => squash(view()))
    gemm(kernel, 'nn', middle, up, result)
    return { down, up, middle, result }
  }
  const project = (name: Stream) => {
    const result = wide()
    gemm(kernel, 'nn', shifted[name], weight(`w${name}`), result)
    return result
  }
  const [r, k0, v0] = [project('r'), project('k'), project('v')]
  const decay = low('w', tanhForward)
  const rate = low('a')
  const gate = low('g', sigmoidForward)
  const blend = first ? undefined : low('v')
  const shared = first ? undefined : build.shared.get('rwkv7')
  if (!first && shared === undefined) throw new RangeError('an rwkv7 layer has no first before it')
  const [w, k, kk, y, mixed] = [wide(), wide(), wide(), wide(), wide()]
  const v = first ? v0 : wide()
  const inverse = build.take([rows, heads])
  const gates = lazily({
    k0: live(k0),
    v0: live(v0),
    decay: live(decay.result),
    rate: live(rate.result),
    blend: blend && live(blend.result),
    vFirst: shared && live(shared.value),
    w0: live(weight('w0')),
    a0: live(weight('a0')),
    v0Bias: first ? undefined : live(weight('v0')),
    kKey: live(weight('k_k')),
    kRate: live(weight('k_a')),
    w: live(w),
    k: live(k),
    v: live(v),
    kk: live(kk),
    inverse: live(inverse),
  })
  build.host(() => gatesForward(gates()))
  const state = build.state(call, 'state', [batch, heads, headWidth, headWidth])
  const zeroed = live(state)
  if (!build.continues) build.host(() => fillZero(zeroed()))
  const saved = build.training
    ? build.take([batch, heads, Math.ceil(time / rwkv7Chunk), headWidth, headWidth])
    : undefined
  const recurrence = {
    r: inTime(r),
    w: inTime(w),
    k: inTime(k),
    v: inTime(v),
    kk: inTime(kk),
    a: inTime(rate.result),
  }
  rwkv7Forward(kernel, { ...recurrence, y: inTime(y), state, ...(saved && { saved }) })
  const finish = lazily({
    y: live(y),
    r: live(r),
    k: live(k),
    v: live(v),
    gate: live(gate.result),
    gain: live(weight('norm_gain')),
    bias: live(weight('norm_bias')),
    bonus: live(weight('r_k')),
  })
  const mixedView = live(mixed)
  build.host(() => finishForward(mixedView(), finish()))
  gemm(kernel, 'nn', mixed, weight('wo'), out, start)
  // Later layers of the stack read the first one's value, so its place is never reused.
  const ownShare =
    first && build.training ? { value: v, gradient: wide(), touched: false } : { value: v }
  if (first) build.shared.set('rwkv7', ownShare)

  const lows = [decay, rate, gate, ...(blend ? [blend] : [])]
  const buffers = [
    ...Object.values(shifted),
    ...lows.flatMap(({ middle, result }) => [middle, result]),
    ...[r, k0, w, k, kk, y, mixed, inverse],
    ...(first ? [] : [v0, v]),
    ...(saved ? [saved] : []),
  ]
  return build.keep(buffers, (dOut) => {
    gemm(kernel, 'tn', mixed, dOut, gradient('wo'), 'accumulate')
    const dMixed = wide()
    gemm(kernel, 'nt', dOut, weight('wo'), dMixed)
    const [dy, dGate, dr, dk, dv] = [wide(), wide(), wide(), wide(), wide()]
    const dFinish = lazily({
      dOut: live(dMixed),
      dy: live(dy),
      dGate: live(dGate),
      dr: live(dr),
      dk: live(dk),
      dv: live(dv),
      dGain: live(gradient('norm_gain')),
      dBias: live(gradient('norm_bias')),
      dBonus: live(gradient('r_k')),
    })
    build.host(() => finishBackward(finish(), dFinish()))
    build.give(dMixed)
    const through = { r: wide(), w: wide(), k: wide(), v: wide(), kk: wide(), a: wide() }
    const dState = build.take([batch, heads, headWidth, headWidth])
    const dStateView = live(dState)
    build.host(() => fillZero(dStateView()))
    const scratch = build.take([kernel.threads.count, rwkv7Scratch(kernel)])
    rwkv7Backward(kernel, {
      ...recurrence,
      dy: inTime(dy),
      dState,
      saved: saved ?? state,
      dr: inTime(through.r),
      dw: inTime(through.w),
      dk: inTime(through.k),
      dv: inTime(through.v),
      dkk: inTime(through.kk),
      da: inTime(through.a),
      scratch,
    })
    build.give(dState, scratch, dy)
    addScaled(kernel, dr, through.r, 1)
    addScaled(kernel, dk, through.k, 1)
    addScaled(kernel, dv, through.v, 1)
    build.give(through.r, through.k, through.v)
    if (first && ownShare.gradient !== undefined) {
      if (ownShare.touched) addScaled(kernel, dv, ownShare.gradient, 1)
      build.give(ownShare.gradient)
    }
    const dvFirst = shared?.gradient
    if (shared !== undefined && dvFirst !== undefined && !shared.touched) {
      const fresh = live(dvFirst)
      build.host(() => fillZero(fresh()))
      shared.touched = true
    }
    const dBlend = first ? undefined : wide()
    const dGates = lazily({
      dk: live(dk),
      dv: live(dv),
      dw: live(through.w),
      da: live(through.a),
      dkk: live(through.kk),
      dBlend: dBlend && live(dBlend),
      dvFirst: dvFirst && live(dvFirst),
      dw0: live(gradient('w0')),
      da0: live(gradient('a0')),
      dv0Bias: first ? undefined : live(gradient('v0')),
      dkKey: live(gradient('k_k')),
      dkRate: live(gradient('k_a')),
    })
    build.host(() => gatesBackward(gates(), dGates()))
    build.give(through.kk)

    // Every stream's gradient goes back through the shift as soon as it is whole.
    const dx = into(0)
    const dxView = live(dx.tensor)
    if (dx.start === 'zero') build.host(() => fillZero(dxView()))
    const dShifted = build.take([rows, width])
    const unshift = unshifter(build, call, dx.tensor, dShifted)
    const backThroughLow = (
      name: 'w' | 'a' | 'g' | 'v',
      part: ReturnType<typeof low>,
      dResult: Tensor,
      squash: ((d: Float32Array, y: Float32Array) => void) | undefined,
      begin: 'zero' | 'accumulate',
    ) => {
      gemm(kernel, 'tn', part.middle, dResult, gradient(`${name}2`), 'accumulate')
      const dMiddle = build.take(part.middle.shape)
      gemm(kernel, 'nt', dResult, part.up, dMiddle)
      const [d, middle] = [live(dMiddle), live(part.middle)]
      if (squash !== undefined) build.host(() => squash(d(), middle()))
      gemm(kernel, 'tn', shifted[name], dMiddle, gradient(`${name}1`), 'accumulate')
      gemm(kernel, 'nt', dMiddle, part.down, dShifted, begin)
      build.give(dMiddle)
    }
    const backThroughProjection = (name: 'r' | 'k' | 'v', d: Tensor) => {
      gemm(kernel, 'tn', shifted[name], d, gradient(`w${name}`), 'accumulate')
      gemm(kernel, 'nt', d, weight(`w${name}`), dShifted)
    }
    backThroughProjection('r', dr)
    unshift('r')
    backThroughProjection('k', dk)
    unshift('k')
    backThroughProjection('v', dv)
    if (blend && dBlend) backThroughLow('v', blend, dBlend, undefined, 'accumulate')
    unshift('v')
    backThroughLow('w', decay, through.w, tanhBackward, 'zero')
    unshift('w')
    backThroughLow('a', rate, through.a, undefined, 'zero')
    unshift('a')
    backThroughLow('g', gate, dGate, sigmoidBackward, 'zero')
    unshift('g')
    build.give(dShifted, dGate, dr, dk, dv, through.w, through.a)
    if (dBlend) build.give(dBlend)
  })
}

/** x mixed with the row before it, once per stream. */
function shiftStreams(build: Build, call: OpCall): Record<Stream, Tensor> {
  const x = call.inputs[0]?.tensor ?? call.out
  const time = call.inputs[0]?.dims[1] ?? 1
  const [batch = 0] = call.inputs[0]?.dims ?? []
  const [, width = 0] = x.shape
  const before = build.continues ? build.state(call, 'before', [batch, width]) : undefined
  const [xView, beforeView] = [liveView(build.kernel, x), before && liveView(build.kernel, before)]
  const made = streamNames.map((name): [Stream, Tensor] => {
    const out = build.take(x.shape)
    const [outView, mu] = [liveView(build.kernel, out), muView(build, call.weight('mu'), name)]
    build.host(() => {
      const previous = beforeView?.()
      shiftForward(outView(), { x: xView(), mu: mu(), time, ...(previous && { before: previous }) })
    })
    return [name, out]
  })
  // What comes next continues from this row.
  if (beforeView !== undefined) build.host(() => beforeView().set(xView()))
  return Object.fromEntries(made) as Record<Stream, Tensor>
}

function unshifter(build: Build, call: OpCall, dx: Tensor, dShifted: Tensor) {
  const x = call.inputs[0]?.tensor ?? call.out
  const time = call.inputs[0]?.dims[1] ?? 1
  const live = (tensor: Tensor) => liveView(build.kernel, tensor)
  const [dxView, dView, xView] = [live(dx), live(dShifted), live(x)]
  return (name: Stream) => {
    const mu = muView(build, call.weight('mu'), name)
    const dMu = muView(build, call.gradient('mu'), name)
    build.host(() => shiftBackward(dxView(), dMu(), dView(), { x: xView(), mu: mu(), time }))
  }
}

function muView(build: Build, mu: Tensor, name: Stream): () => Float32Array {
  const width = mu.shape[1] ?? 0
  return liveView(build.kernel, {
    offset: mu.offset + 4 * width * streams[name],
    shape: [width],
    dtype: 'f32',
  })
}

type Live<T> = {
  readonly [K in keyof T]: T[K] extends () => infer V
    ? V
    : T[K] extends (() => infer W) | undefined
      ? W | undefined
      : never
}

/** Turns a record of views-to-be into one function that gives the record of views. */
function lazily<T extends { readonly [name: string]: (() => Float32Array) | undefined }>(
  views: T,
): () => Live<T> {
  const entries = Object.entries(views)
  const made: Record<string, Float32Array | undefined> = {}
  return () => {
    for (const [name, view] of entries) made[name] = view?.()
    return made as Live<T>
  }
}

// Self-attention and attention to a memory. Queries, keys and values of one input come from one wide
// product and stay side by side in its rows, so projecting costs one pass over the input.
import {
  attentionBackward,
  attentionCausalBackward,
  attentionCausalForward,
  attentionForward,
  gemm,
  headWidth,
  ropeBackward,
  ropeForward,
} from '@zooid/kernel'
import { fromColumn, inTime, type Lowering } from '../plan/build.ts'
import { numberOf } from './attrs.ts'

export const attn: Lowering = (build, { attrs, inputs, out, start, weight, gradient, into }) => {
  const { kernel } = build
  const input = inputs[0]
  const x = input?.tensor ?? out
  const dims = input?.dims ?? []
  const [rows = 0] = x.shape
  const [batch = 0, time = 0] = dims
  const heads = numberOf(attrs, 'heads')
  const width = heads * headWidth
  const wide = weight('wq wk wv')
  const wo = weight('wo')
  const qkv = build.take([rows, 3 * width])
  const mixed = build.take([rows, width])
  const lse = build.take([batch, heads, time])
  gemm(kernel, 'nn', x, wide, qkv)
  // Queries and keys are the first heads of each row: one rotation for both.
  const rotation = { x: qkv, table: build.rope, heads: 2 * heads, time }
  if (attrs.rope === true) ropeForward(kernel, rotation)
  const q = inTime(qkv, dims)
  const operands = {
    q,
    k: fromColumn(q, width),
    v: fromColumn(q, 2 * width),
    heads,
    mask: build.axis(input?.axis).mask,
    scratch: build.attentionScratch,
    out: inTime(mixed, dims),
    lse,
  }
  const causal = attrs.causal === true
  ;(causal ? attentionCausalForward : attentionForward)(kernel, operands)
  gemm(kernel, 'nn', mixed, wo, out, start)
  return build.keep([qkv, mixed, lse], (dOut) => {
    gemm(kernel, 'tn', mixed, dOut, gradient('wo'), 'accumulate')
    const dMixed = build.take([rows, width])
    gemm(kernel, 'nt', dOut, wo, dMixed)
    const dqkv = build.take([rows, 3 * width])
    const dq = inTime(dqkv, dims)
    ;(causal ? attentionCausalBackward : attentionBackward)(kernel, {
      ...operands,
      dOut: inTime(dMixed, dims),
      dq,
      dk: fromColumn(dq, width),
      dv: fromColumn(dq, 2 * width),
    })
    build.give(dMixed)
    if (attrs.rope === true) ropeBackward(kernel, { ...rotation, x: dqkv })
    gemm(kernel, 'tn', x, dqkv, gradient('wq wk wv'), 'accumulate')
    const dx = into(0)
    gemm(kernel, 'nt', dqkv, wide, dx.tensor, dx.start)
    build.give(dqkv)
  })
}

export const crossAttn: Lowering = (build, call) => {
  const { attrs, inputs, out, start, weight, gradient, into } = call
  const { kernel } = build
  const [input, memory] = inputs
  const x = input?.tensor ?? out
  const source = memory?.tensor ?? out
  const [dims, sourceDims] = [input?.dims ?? [], memory?.dims ?? []]
  const [rows = 0] = x.shape
  const [sourceRows = 0] = source.shape
  const [batch = 0, time = 0] = dims
  const heads = numberOf(attrs, 'heads')
  const width = heads * headWidth
  const [wq, wide, wo] = [weight('wq'), weight('wk wv'), weight('wo')]
  const q = build.take([rows, width])
  const kv = build.take([sourceRows, 2 * width])
  const mixed = build.take([rows, width])
  const lse = build.take([batch, heads, time])
  gemm(kernel, 'nn', x, wq, q)
  gemm(kernel, 'nn', source, wide, kv)
  const k = inTime(kv, sourceDims)
  const operands = {
    q: inTime(q, dims),
    k,
    v: fromColumn(k, width),
    heads,
    mask: build.axis(memory?.axis).mask,
    scratch: build.attentionScratch,
    out: inTime(mixed, dims),
    lse,
  }
  attentionForward(kernel, operands)
  gemm(kernel, 'nn', mixed, wo, out, start)
  return build.keep([q, kv, mixed, lse], (dOut) => {
    gemm(kernel, 'tn', mixed, dOut, gradient('wo'), 'accumulate')
    const dMixed = build.take([rows, width])
    gemm(kernel, 'nt', dOut, wo, dMixed)
    const dq = build.take([rows, width])
    const dkv = build.take([sourceRows, 2 * width])
    const dk = inTime(dkv, sourceDims)
    attentionBackward(kernel, {
      ...operands,
      dOut: inTime(dMixed, dims),
      dq: inTime(dq, dims),
      dk,
      dv: fromColumn(dk, width),
    })
    build.give(dMixed)
    gemm(kernel, 'tn', x, dq, gradient('wq'), 'accumulate')
    const dx = into(0)
    gemm(kernel, 'nt', dq, wq, dx.tensor, dx.start)
    gemm(kernel, 'tn', source, dkv, gradient('wk wv'), 'accumulate')
    const dSource = into(1)
    gemm(kernel, 'nt', dkv, wide, dSource.tensor, dSource.start)
    build.give(dq, dkv)
  })
}

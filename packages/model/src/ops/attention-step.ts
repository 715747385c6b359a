// Attention one token at a time. Self-attention keeps the keys and values of all earlier tokens; a memory
// is projected once per source, when decoding starts. Legend: N rows = sources * beams.
import {
  attentionDecode,
  attentionForward,
  gemm,
  headWidth,
  ropeAt,
  type Tensor,
} from '@zooid/kernel'
import { fromColumn, type OpCall, type StepBuild } from '../plan/build.ts'
import { numberOf } from './attrs.ts'

export function attnStep(build: StepBuild, call: OpCall): void {
  const { kernel } = build
  const { attrs, inputs, out, start, weight } = call
  const x = inputs[0]?.tensor ?? out
  const [rows = 0] = x.shape
  const heads = numberOf(attrs, 'heads')
  const width = heads * headWidth
  const qkv = build.take([rows, 3 * width])
  const mixed = build.take([rows, width])
  const cache = build.history(call, 2 * width)
  gemm(kernel, 'nn', x, weight('wq wk wv'), qkv)
  if (attrs.rope === true)
    ropeAt(kernel, { x: qkv, table: build.rope, heads: 2 * heads }, build.positions)
  for (let row = 0; row < rows; row++)
    build.remember(cache, row, qkv.offset + 4 * (row * 3 * width + width))
  attentionDecode(kernel, {
    q: oneStep(qkv),
    k: cache,
    v: fromColumn(cache, width),
    heads,
    lengths: build.lengths,
    scratch: build.attentionScratch,
    out: oneStep(mixed),
  })
  gemm(kernel, 'nn', mixed, weight('wo'), out, start)
  build.give(qkv, mixed)
}

export function crossAttnStep(build: StepBuild, call: OpCall): void {
  const { kernel } = build
  const { attrs, inputs, out, start, weight } = call
  const [input, memory] = inputs
  const x = input?.tensor ?? out
  const source = memory?.tensor ?? out
  const [rows = 0] = x.shape
  const [sources = 0, length = 0] = memory?.dims ?? []
  const beams = rows / sources
  const heads = numberOf(attrs, 'heads')
  const width = heads * headWidth
  const kv = build.fixed([sources, length, 2 * width])
  gemm(build.start, 'nn', source, weight('wk wv'), {
    ...kv,
    shape: [sources * length, 2 * width],
  })
  const [q, mixed] = [build.take([rows, width]), build.take([rows, width])]
  gemm(kernel, 'nn', x, weight('wq'), q)
  const lse = build.take([sources, heads, beams])
  // Beams of one source are so many queries to one memory.
  attentionForward(kernel, {
    q: { ...q, shape: [sources, beams, width] },
    k: kv,
    v: fromColumn(kv, width),
    heads,
    mask: build.axis(memory?.axis).mask,
    scratch: build.attentionScratch,
    out: { ...mixed, shape: [sources, beams, width] },
    lse,
  })
  gemm(kernel, 'nn', mixed, weight('wo'), out, start)
  build.give(q, mixed, lse)
}

/** (N, W) as one step of N sequences. */
function oneStep(tensor: Tensor): Tensor {
  const [rows = 0, width = 0] = tensor.shape
  return { ...tensor, shape: [rows, 1, width] }
}

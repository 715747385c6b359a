// Token rows in, and logits out through the same table: the two ends that share one parameter. A bag of
// ids lies in planes, (bag, rows), so each plane is an embedding of its own; id 0 adds nothing and learns nothing.
import {
  addScaled,
  embeddingBackward,
  embeddingForward,
  gemm,
  reshape,
  scale,
  type Tensor,
} from '@zooid/kernel'
import type { Backward, Build, Lowering, OpCall } from '../plan/build.ts'

export const embed: Lowering = (build, call) => {
  const { attrs, inputs, out, weight, gradient } = call
  const [rows = 0] = out.shape
  const bag = Number(attrs.bag)
  if (bag > 1) return embedBags(build, call, bag)
  const ids = reshape(inputs[0]?.tensor ?? out, [rows])
  embeddingForward(build.kernel, { out, table: weight('table'), ids })
  return build.keep([], (dOut) => {
    embeddingBackward(build.kernel, { dOut, dTable: gradient('table'), ids })
  })
}

const embedBags = (build: Build, call: OpCall, bag: number): Backward | undefined => {
  const { inputs, out, weight, gradient } = call
  const { kernel } = build
  const [rows = 0, channels = 0] = out.shape
  const table = weight('table')
  const [vocabulary = 0] = table.shape
  const ids = inputs[0]?.tensor ?? out
  const plane = (i: number): Tensor => ({
    offset: ids.offset + 4 * i * rows,
    shape: [rows],
    dtype: 'u32',
  })
  // The row of id 0 is gathered with the others, so it has to be nothing.
  const none: Tensor = { offset: table.offset, shape: [channels], dtype: 'f32' }
  scale(kernel, none, none, 0)
  embeddingForward(kernel, { out, table, ids: plane(0) })
  const one = build.take(out.shape)
  for (let i = 1; i < bag; i++) {
    embeddingForward(kernel, { out: one, table, ids: plane(i) })
    addScaled(kernel, out, one, 1)
  }
  build.give(one)
  return build.keep([], (dOut) => {
    const { offset } = gradient('table')
    for (let i = 0; i < bag; i++) {
      const at = plane(i).offset
      kernel.ops.embedding_backward(dOut.offset, offset, at, channels, rows, 1, vocabulary)
    }
  })
}

export const unembed: Lowering = (build, call) => {
  const { attrs, inputs, out, start, weight, gradient, into } = call
  const { kernel } = build
  const x = inputs[0]?.tensor ?? out
  const table = weight('table')
  const [rows = 0, width = 0] = out.shape
  const ones = attrs.bias === true ? build.constant(1, rows) : undefined
  gemm(kernel, 'nt', x, table, out, ones === undefined ? start : weight('b'))
  return build.keep([], (dOut) => {
    gemm(kernel, 'tn', dOut, x, gradient('table'), 'accumulate')
    if (ones !== undefined) {
      const db = reshape(gradient('b'), [1, width])
      gemm(kernel, 'nn', reshape(ones, [1, rows]), dOut, db, 'accumulate')
    }
    const dx = into(0)
    gemm(kernel, 'nn', dOut, table, dx.tensor, dx.start)
  })
}

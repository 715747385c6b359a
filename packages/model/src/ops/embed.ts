// Token rows in, and logits out through the same table: the two ends that share one parameter.
import { embeddingBackward, embeddingForward, gemm, reshape } from '@zooid/kernel'
import type { Lowering } from '../plan/build.ts'

export const embed: Lowering = (build, { inputs, out, weight, gradient }) => {
  const [rows = 0] = out.shape
  const ids = reshape(inputs[0]?.tensor ?? out, [rows])
  embeddingForward(build.kernel, { out, table: weight('table'), ids })
  return build.keep([], (dOut) => {
    embeddingBackward(build.kernel, { dOut, dTable: gradient('table'), ids })
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

// y = x w, plus b when the op has a bias.
import { gemm, reshape } from '@zooid/kernel'
import type { Lowering } from '../plan/build.ts'

export const linear: Lowering = (build, { attrs, inputs, out, start, weight, gradient, into }) => {
  const { kernel } = build
  const x = inputs[0]?.tensor ?? out
  const w = weight('w')
  // A product starts from one thing: the bias, or what the residual stream already holds.
  gemm(kernel, 'nn', x, w, out, start)
  const [rows = 0, width = 0] = out.shape
  const ones = attrs.bias === true ? build.constant(1, rows) : undefined
  if (ones !== undefined) {
    const column = reshape(ones, [rows, 1])
    gemm(kernel, 'nn', column, reshape(weight('b'), [1, width]), out, 'accumulate')
  }
  return build.keep([], (dOut) => {
    gemm(kernel, 'tn', x, dOut, gradient('w'), 'accumulate')
    if (ones !== undefined)
      gemm(
        kernel,
        'nn',
        reshape(ones, [1, rows]),
        dOut,
        reshape(gradient('b'), [1, width]),
        'accumulate',
      )
    const dx = into(0)
    gemm(kernel, 'nt', dOut, w, dx.tensor, dx.start)
  })
}

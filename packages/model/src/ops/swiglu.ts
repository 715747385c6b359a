// (silu(x gate) * (x up)) down, gate and up as one product.
import { gemm, swiGluBackward, swiGluForward } from '@zooid/kernel'
import { fromColumn, type Lowering } from '../plan/build.ts'

export const swiglu: Lowering = (build, { inputs, out, start, weight, gradient, into }) => {
  const { kernel } = build
  const x = inputs[0]?.tensor ?? out
  const wide = weight('gate up')
  const down = weight('down')
  const [rows = 0] = x.shape
  const [hidden = 0] = down.shape
  const both = build.take([rows, 2 * hidden])
  const h = build.take([rows, hidden])
  gemm(kernel, 'nn', x, wide, both)
  const [gate, up] = [both, fromColumn(both, hidden)]
  swiGluForward(kernel, { out: h, gate, up })
  gemm(kernel, 'nn', h, down, out, start)
  return build.keep([both, h], (dOut) => {
    gemm(kernel, 'tn', h, dOut, gradient('down'), 'accumulate')
    // h has done its work; its place takes its own gradient, and gate and up take theirs.
    gemm(kernel, 'nt', dOut, down, h)
    swiGluBackward(kernel, { dOut: h, gate, up, dGate: gate, dUp: up })
    gemm(kernel, 'tn', x, both, gradient('gate up'), 'accumulate')
    const dx = into(0)
    gemm(kernel, 'nt', both, wide, dx.tensor, dx.start)
  })
}

// The kernel's exponential over an array (rust/src/exp.rs): within 1.2 ulp, denormals included.
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, sizeOf, type Tensor } from '../tensor.ts'

/** out = exp(x); out may be x. NaN stays NaN. @throws TensorShapeError */
export function expForward(kernel: Kernel, out: Tensor, x: Tensor): void {
  expectTensor('exp x', x, x.shape)
  expectTensor('exp out', out, x.shape)
  const length = sizeOf(x.shape)
  runSplit(kernel, 'exp_forward', { length, step: 16, numbers: length }, (begin, end) => [
    out.offset,
    x.offset,
    begin,
    end,
  ])
}

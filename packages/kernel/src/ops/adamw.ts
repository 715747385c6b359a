// AdamW with decoupled decay and bias correction, one pass (rust/src/adamw.rs).
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, sizeOf, type Tensor } from '../tensor.ts'

export type AdamW = {
  /** Weights and both moments, updated; all of one shape. */
  readonly p: Tensor
  readonly m: Tensor
  readonly v: Tensor
  readonly g: Tensor
  /** 1 for the first step. */
  readonly step: number
  readonly learningRate: number
  /** @default 0.9 */
  readonly beta1?: number
  /** @default 0.99 */
  readonly beta2?: number
  /** @default 1e-8 */
  readonly epsilon?: number
  /** Decoupled: multiplied with the learning rate only. @default 0 */
  readonly decay?: number
  /** Factor on g: a clip factor, a loss scale or both. @default 1 */
  readonly gradScale?: number
}

/** @throws TensorShapeError */
export function adamWStep(kernel: Kernel, op: AdamW): void {
  const { p, m, v, g, step, learningRate } = op
  const { beta1 = 0.9, beta2 = 0.99, epsilon = 1e-8, decay = 0, gradScale = 1 } = op
  for (const tensor of [p, m, v, g]) expectTensor('adamW', tensor, p.shape)
  const length = sizeOf(p.shape)
  runSplit(kernel, 'adamw_step', { length, step: 16, numbers: length }, (begin, end) => [
    p.offset,
    m.offset,
    v.offset,
    g.offset,
    learningRate,
    beta1,
    beta2,
    epsilon,
    decay,
    1 - beta1 ** step,
    1 - beta2 ** step,
    gradScale,
    begin,
    end,
  ])
}

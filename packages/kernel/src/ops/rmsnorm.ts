// RMSNorm with gain, plain and with the residual add in front (rust/src/rmsnorm.rs).
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { elementBytes, expectTensor, type Tensor } from '../tensor.ts'

export type RmsNorm = {
  /** (R, C) */
  readonly y: Tensor
  /** (R), kept for the backward pass. */
  readonly rstd: Tensor
  /** (R, C) */
  readonly x: Tensor
  /** (C) */
  readonly gain: Tensor
  /** Added to the mean square. */
  readonly epsilon: number
  /** What the sum of squares is divided by. A constant keeps the bits when zeros are appended. @default C */
  readonly over?: number
}

/** y = x * rstd * gain, rstd = 1 / sqrt(sum(x^2) / over + epsilon). @throws TensorShapeError */
export function rmsNormForward(kernel: Kernel, op: RmsNorm): void {
  const [rows, channels] = expectNorm(op.x, op.rstd, op.gain)
  expectTensor('rmsNorm y', op.y, op.x.shape)
  const { y, rstd, x, gain } = op
  const split = { length: rows, numbers: rows * channels }
  runSplit(kernel, 'rmsnorm_forward', split, (begin, end) => [
    y.offset,
    rstd.offset,
    x.offset,
    gain.offset,
    channels,
    op.over ?? channels,
    op.epsilon,
    begin,
    end,
  ])
}

/** x += branch, then `rmsNormForward`, in one pass. `branch` is (R, C). @throws TensorShapeError */
export function rmsNormResidualForward(
  kernel: Kernel,
  op: RmsNorm & { readonly branch: Tensor },
): void {
  const [rows, channels] = expectNorm(op.x, op.rstd, op.gain)
  expectTensor('rmsNorm y', op.y, op.x.shape)
  expectTensor('rmsNorm branch', op.branch, op.x.shape)
  const { y, rstd, x, branch, gain } = op
  const split = { length: rows, numbers: rows * channels }
  runSplit(kernel, 'rmsnorm_residual_forward', split, (begin, end) => [
    y.offset,
    rstd.offset,
    x.offset,
    branch.offset,
    gain.offset,
    channels,
    op.over ?? channels,
    op.epsilon,
    begin,
    end,
  ])
}

export type RmsNormGradient = {
  /** (R, C) */
  readonly dy: Tensor
  /** (R), as forward left it. */
  readonly rstd: Tensor
  /** (R, C), as forward left it. */
  readonly x: Tensor
  /** (R, C) */
  readonly dx: Tensor
  /** (C) */
  readonly gain: Tensor
  /** (C), added to. */
  readonly dGain: Tensor
  /** As in forward. @default C */
  readonly over?: number
  /** (threads - 1, C): where the other threads sum their share of dGain. Without it one thread works. */
  readonly parts?: Tensor
}

/** Writes dx (which may be dy) and adds to dGain. @throws TensorShapeError */
export function rmsNormBackward(kernel: Kernel, op: RmsNormGradient): void {
  backward(kernel, 'rmsnorm_backward', op)
}

/** Adds to dx, the residual stream's gradient, and to dGain. @throws TensorShapeError */
export function rmsNormBackwardAdd(kernel: Kernel, op: RmsNormGradient): void {
  backward(kernel, 'rmsnorm_backward_add', op)
}

function backward(
  kernel: Kernel,
  name: 'rmsnorm_backward' | 'rmsnorm_backward_add',
  op: RmsNormGradient,
): void {
  const [rows, channels] = expectNorm(op.x, op.rstd, op.gain)
  expectTensor('rmsNorm dy', op.dy, op.x.shape)
  expectTensor('rmsNorm dx', op.dx, op.x.shape)
  expectTensor('rmsNorm dGain', op.dGain, op.gain.shape)
  const { dy, rstd, x, dx, gain, dGain, parts } = op
  const others = parts ? kernel.threads.count - 1 : 0
  if (parts) expectTensor('rmsNorm parts', parts, [others, channels])
  if (parts) kernel.f32(parts).fill(0)
  const bytes = channels * elementBytes.f32
  // Without `parts` nothing forks: two threads adding to one dGain would race.
  const split = { length: rows, numbers: parts ? rows * channels : 0 }
  runSplit(kernel, name, split, (begin, end, thread) => [
    dy.offset,
    rstd.offset,
    x.offset,
    dx.offset,
    gain.offset,
    parts && thread > 0 ? parts.offset + (thread - 1) * bytes : dGain.offset,
    channels,
    op.over ?? channels,
    begin,
    end,
  ])
  for (let i = 0; parts && i < others; i++) {
    kernel.ops.add_scaled(dGain.offset, parts.offset + i * bytes, 1, 0, channels)
  }
}

function expectNorm(x: Tensor, rstd: Tensor, gain: Tensor): readonly [number, number] {
  const [rows = 0, channels = 0] = x.shape
  expectTensor('rmsNorm x', x, [rows, channels])
  expectTensor('rmsNorm rstd', rstd, [rows])
  expectTensor('rmsNorm gain', gain, [channels])
  return [rows, channels]
}

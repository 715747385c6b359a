// RMSNorm with gain, plain and with the residual add in front (rust/src/rmsnorm.rs).
import type { Kernel } from '../kernel.ts'
import { expectTensor, type Tensor } from '../tensor.ts'

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
}

/** y = x * rstd * gain, rstd = 1 / sqrt(mean(x^2) + epsilon). @throws TensorShapeError */
export function rmsNormForward(kernel: Kernel, op: RmsNorm): void {
  const [rows, channels] = expectNorm(op.x, op.rstd, op.gain)
  expectTensor('rmsNorm y', op.y, op.x.shape)
  const { y, rstd, x, gain } = op
  kernel.ops.rmsnorm_forward(
    y.offset,
    rstd.offset,
    x.offset,
    gain.offset,
    channels,
    op.epsilon,
    0,
    rows,
  )
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
  kernel.ops.rmsnorm_residual_forward(
    y.offset,
    rstd.offset,
    x.offset,
    branch.offset,
    gain.offset,
    channels,
    op.epsilon,
    0,
    rows,
  )
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
}

/** Writes dx (which may be dy) and adds to dGain. @throws TensorShapeError */
export function rmsNormBackward(kernel: Kernel, op: RmsNormGradient): void {
  const [rows, channels] = expectGradient(op)
  const { dy, rstd, x, dx, gain, dGain } = op
  kernel.ops.rmsnorm_backward(
    dy.offset,
    rstd.offset,
    x.offset,
    dx.offset,
    gain.offset,
    dGain.offset,
    channels,
    0,
    rows,
  )
}

/** Adds to dx, the residual stream's gradient, and to dGain. @throws TensorShapeError */
export function rmsNormBackwardAdd(kernel: Kernel, op: RmsNormGradient): void {
  const [rows, channels] = expectGradient(op)
  const { dy, rstd, x, dx, gain, dGain } = op
  kernel.ops.rmsnorm_backward_add(
    dy.offset,
    rstd.offset,
    x.offset,
    dx.offset,
    gain.offset,
    dGain.offset,
    channels,
    0,
    rows,
  )
}

function expectNorm(x: Tensor, rstd: Tensor, gain: Tensor): readonly [number, number] {
  const [rows = 0, channels = 0] = x.shape
  expectTensor('rmsNorm x', x, [rows, channels])
  expectTensor('rmsNorm rstd', rstd, [rows])
  expectTensor('rmsNorm gain', gain, [channels])
  return [rows, channels]
}

function expectGradient(op: RmsNormGradient): readonly [number, number] {
  expectTensor('rmsNorm dy', op.dy, op.x.shape)
  expectTensor('rmsNorm dx', op.dx, op.x.shape)
  expectTensor('rmsNorm dGain', op.dGain, op.gain.shape)
  return expectNorm(op.x, op.rstd, op.gain)
}

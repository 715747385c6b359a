// SwiGLU, fused forward and backward (rust/src/swiglu.rs).
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, type Tensor } from '../tensor.ts'

export type SwiGlu = {
  /** (R, F) */
  readonly out: Tensor
  /** (R, W): the first F of each row's W numbers. */
  readonly gate: Tensor
  /** (R, W), the same width; may begin inside the same rows (offset + 4 F bytes, W = 2 F). */
  readonly up: Tensor
}

/** out = gate * sigmoid(gate) * up. @throws TensorShapeError */
export function swiGluForward(kernel: Kernel, { out, gate, up }: SwiGlu): void {
  const [rows = 0, hidden = 0] = out.shape
  const width = gate.shape[1] ?? 0
  expectTensor('swiGlu out', out, [rows, Math.min(hidden, width)])
  expectTensor('swiGlu gate', gate, [rows, width])
  expectTensor('swiGlu up', up, [rows, width])
  const split = { length: rows, numbers: rows * hidden }
  runSplit(kernel, 'swiglu_forward', split, (begin, end) => [
    out.offset,
    gate.offset,
    up.offset,
    hidden,
    width,
    begin,
    end,
  ])
}

export type SwiGluGradient = {
  /** (R, F) */
  readonly dOut: Tensor
  /** (R, W) */
  readonly gate: Tensor
  /** (R, W) */
  readonly up: Tensor
  /** (R, W), overwritten; may be gate. */
  readonly dGate: Tensor
  /** (R, W), overwritten; may be up. */
  readonly dUp: Tensor
}

/** @throws TensorShapeError */
export function swiGluBackward(kernel: Kernel, op: SwiGluGradient): void {
  const [rows = 0, hidden = 0] = op.dOut.shape
  const width = op.gate.shape[1] ?? 0
  expectTensor('swiGlu dOut', op.dOut, [rows, Math.min(hidden, width)])
  expectTensor('swiGlu gate', op.gate, [rows, width])
  for (const tensor of [op.up, op.dGate, op.dUp]) expectTensor('swiGlu', tensor, [rows, width])
  const split = { length: rows, numbers: rows * hidden }
  runSplit(kernel, 'swiglu_backward', split, (begin, end) => [
    op.dOut.offset,
    op.gate.offset,
    op.up.offset,
    op.dGate.offset,
    op.dUp.offset,
    hidden,
    width,
    begin,
    end,
  ])
}

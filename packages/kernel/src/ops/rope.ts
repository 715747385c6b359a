// Rotary positions for heads of 32 channels, in place (rust/src/rope.rs).
import { ZooidError } from '@zooid/base'
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, type Tensor } from '../tensor.ts'

export const headWidth = 32

export type RopeTable = {
  /** (P, 16) */
  readonly cosine: Tensor
  /** (P, 16) */
  readonly sine: Tensor
}

/**
 * Cosines and sines of position * base^(-i / 16), i < 16, for positions 0..positions-1.
 * Channel i of a head is paired with channel i + 16.
 * @throws ArenaFullError
 */
export function ropeTable(kernel: Kernel, positions: number, base = 10_000): RopeTable {
  const half = headWidth / 2
  const table = { cosine: kernel.tensor([positions, half]), sine: kernel.tensor([positions, half]) }
  const [cosine, sine] = [kernel.f32(table.cosine), kernel.f32(table.sine)]
  for (let i = 0; i < positions * half; i++) {
    const angle = Math.floor(i / half) * base ** (-(i % half) / half)
    cosine[i] = Math.cos(angle)
    sine[i] = Math.sin(angle)
  }
  return table
}

export type Rope = {
  /** (R, W), R = B * T: the first heads * 32 of each row's W numbers are rotated in place. */
  readonly x: Tensor
  readonly table: RopeTable
  readonly heads: number
  /** Steps per sequence: row r stands at position start + r % time. */
  readonly time: number
  /** @default 0 */
  readonly start?: number
}

/** @throws TensorShapeError, RopePositionError */
export function ropeForward(kernel: Kernel, op: Rope): void {
  rotate(kernel, 'rope_forward', op)
}

/** The rotation by the negative angle, of a gradient. @throws TensorShapeError, RopePositionError */
export function ropeBackward(kernel: Kernel, op: Rope): void {
  rotate(kernel, 'rope_backward', op)
}

/** One row per sequence, row r at positions[r]: for generation. `positions` is (R) u32. */
export function ropeAt(
  kernel: Kernel,
  op: Pick<Rope, 'x' | 'table' | 'heads'>,
  positions: Tensor,
): void {
  const [rows = 0, width = 0] = op.x.shape
  expectTensor('rope x', op.x, [rows, width])
  expectTensor('rope positions', positions, [rows], 'u32')
  const { cosine, sine } = op.table
  kernel.ops.rope_forward(
    op.x.offset,
    cosine.offset,
    sine.offset,
    positions.offset,
    op.heads,
    width,
    0,
    1,
    0,
    rows,
  )
}

function rotate(kernel: Kernel, name: 'rope_forward' | 'rope_backward', op: Rope): void {
  const { x, table, heads, time, start = 0 } = op
  const [rows = 0, width = 0] = x.shape
  const [positions = 0] = table.cosine.shape
  expectTensor('rope x', x, [rows, width])
  expectTensor('rope sine', table.sine, table.cosine.shape)
  if (heads * headWidth > width || start + time > positions) {
    throw new RopePositionError(heads, width, start + time, positions)
  }
  const { cosine, sine } = table
  const split = { length: rows, numbers: rows * heads * headWidth }
  runSplit(kernel, name, split, (begin, end) => [
    x.offset,
    cosine.offset,
    sine.offset,
    0,
    heads,
    width,
    start,
    time,
    begin,
    end,
  ])
}

export class RopePositionError extends ZooidError {
  override readonly name = 'RopePositionError'
  constructor(heads: number, width: number, end: number, positions: number) {
    super(
      'kernel.rope_position',
      `${heads} heads in rows of ${width}, positions up to ${end} in a table of ${positions}`,
      { hint: 'A head is 32 wide; make the table as long as the longest sequence.' },
    )
  }
}

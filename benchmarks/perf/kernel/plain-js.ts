// The best plain JavaScript we know how to write for this: typed arrays, a 4x4 block of sums in local
// variables, B copied to panels of four columns. It is what "no WASM" would mean for the colony.
import { type Contestant, numbers, samplesOf } from './contestant.ts'
import type { Shape } from './shapes.ts'

export const plainJs: Contestant = {
  name: 'plain js',
  prepare: async (shape, form) => {
    // Only multiples of four, only NN: every size of the table is one, and the other forms are slower.
    if (form !== 'nn') return undefined
    const a = numbers(shape.m * shape.k, 1)
    const b = numbers(shape.k * shape.n, 2)
    const c = new Float32Array(shape.m * shape.n)
    const panel = new Float32Array(4 * shape.k)
    return { sample: samplesOf(() => multiply(shape, a, b, c, panel)), done: () => undefined }
  },
}

function multiply(
  { m, n, k }: Shape,
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  panel: Float32Array,
): void {
  for (let j = 0; j < n; j += 4) {
    for (let p = 0; p < k; p++) {
      for (let q = 0; q < 4; q++) panel[4 * p + q] = b[p * n + j + q]!
    }
    for (let i = 0; i < m; i += 4) block(i, j, n, k, a, panel, c)
  }
}

function block(
  i: number,
  j: number,
  n: number,
  k: number,
  a: Float32Array,
  panel: Float32Array,
  c: Float32Array,
): void {
  let [c00, c01, c02, c03, c10, c11, c12, c13] = [0, 0, 0, 0, 0, 0, 0, 0]
  let [c20, c21, c22, c23, c30, c31, c32, c33] = [0, 0, 0, 0, 0, 0, 0, 0]
  const [a0, a1, a2, a3] = [i * k, (i + 1) * k, (i + 2) * k, (i + 3) * k]
  for (let p = 0; p < k; p++) {
    const b0 = panel[4 * p]!
    const b1 = panel[4 * p + 1]!
    const b2 = panel[4 * p + 2]!
    const b3 = panel[4 * p + 3]!
    const x0 = a[a0 + p]!
    c00 += x0 * b0
    c01 += x0 * b1
    c02 += x0 * b2
    c03 += x0 * b3
    const x1 = a[a1 + p]!
    c10 += x1 * b0
    c11 += x1 * b1
    c12 += x1 * b2
    c13 += x1 * b3
    const x2 = a[a2 + p]!
    c20 += x2 * b0
    c21 += x2 * b1
    c22 += x2 * b2
    c23 += x2 * b3
    const x3 = a[a3 + p]!
    c30 += x3 * b0
    c31 += x3 * b1
    c32 += x3 * b2
    c33 += x3 * b3
  }
  c.set([c00, c01, c02, c03], i * n + j)
  c.set([c10, c11, c12, c13], (i + 1) * n + j)
  c.set([c20, c21, c22, c23], (i + 2) * n + j)
  c.set([c30, c31, c32, c33], (i + 3) * n + j)
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GemmForm } from '../gemm-form.ts'
import { createKernel, type Kernel } from '../kernel.ts'
import { naiveGemm } from '../naive/gemm.ts'
import { tileNames } from '../self-test.ts'
import { gemm, shares } from './gemm.ts'

const forms: readonly GemmForm[] = ['nn', 'nt', 'tn']
const shapes = [
  [1, 1, 1],
  [1, 64, 3],
  [3, 5, 7],
  [7, 9, 1],
  [16, 16, 0],
  [33, 47, 65],
  [129, 70, 391],
  [24, 530, 12],
] as const

const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + seed) * 2)

function run(
  kernel: Kernel,
  form: GemmForm,
  [m, n, k]: readonly [number, number, number],
  start: 'zero' | 'accumulate' | 'bias' | 'from',
) {
  const mark = kernel.arena.mark()
  const a = kernel.tensor(form === 'tn' ? [k, m] : [m, k])
  const b = kernel.tensor(form === 'nt' ? [n, k] : [k, n])
  const c = kernel.tensor([m, n])
  const first = kernel.tensor(start === 'from' ? [m, n] : [n])
  const firsts = numbers(start === 'from' ? m * n : n, 4)
  const before = numbers(m * n, 3)
  kernel.f32(a).set(numbers(m * k, 1))
  kernel.f32(b).set(numbers(n * k, 2))
  kernel.f32(c).set(before)
  kernel.f32(first).set(firsts)
  const begin =
    start === 'zero'
      ? undefined
      : start === 'accumulate'
        ? before
        : Float64Array.from({ length: m * n }, (_, i) => firsts[i % firsts.length]!)
  gemm(kernel, form, a, b, c, start === 'bias' || start === 'from' ? first : start)
  const want = naiveGemm(form, [m, n, k], kernel.f32(a), kernel.f32(b), begin)
  const got = Float32Array.from(kernel.f32(c))
  kernel.arena.release(mark)
  return { got, want }
}

const largestError = (got: Float32Array, want: Float64Array) =>
  want.reduce((worst, value, i) => Math.max(worst, Math.abs(value - got[i]!)), 0)

for (const build of ['scalar', 'simd128', 'relaxed'] as const) {
  describe(build, () => {
    let kernel: Kernel
    beforeAll(async () => {
      kernel = await createKernel({ build, threads: 2, maxMemoryBytes: 2 ** 26 })
    })
    afterAll(() => kernel.close())

    for (const form of forms) {
      test(`${form} agrees with three loops, from zero, onto C, a bias and another matrix`, () => {
        for (const shape of shapes) {
          for (const start of ['zero', 'accumulate', 'bias', 'from'] as const) {
            const { got, want } = run(kernel, form, shape, start)
            expect(largestError(got, want), `${shape} ${start}`).toBeLessThan(4e-6 * (shape[2] + 4))
          }
        }
      })
    }

    test('two threads give the same bits as one', async () => {
      const alone = await createKernel({ build, maxMemoryBytes: 2 ** 26 })
      for (const form of forms) {
        for (const shape of [
          [200, 130, 64],
          [97, 257, 96],
        ] as const) {
          for (const start of ['accumulate', 'from'] as const) {
            const one = run(alone, form, shape, start).got
            const two = run(kernel, form, shape, start).got
            const equal = Buffer.from(two.buffer).equals(Buffer.from(one.buffer))
            expect(equal, `${form} ${shape} ${start}`).toBe(true)
          }
        }
      }
    })

    test('every tile gives the same bits', () => {
      const all = tileNames.map((_, tile) =>
        forms.map((form) => run({ ...kernel, tile }, form, [37, 45, 70], 'from').got),
      )
      for (const got of all) expect(got).toEqual(all[0])
    })

    test('denormals and large magnitudes survive, NaN stays in its row', () => {
      const a = kernel.tensor([5, 4])
      const b = kernel.tensor([4, 9])
      const c = kernel.tensor([5, 9])
      kernel.f32(a).set([1e-40, 0, 0, 0, 1e30, 0, 0, 0, Number.NaN, 0, 0, 0], 0)
      kernel.f32(a).fill(0, 12)
      kernel.f32(b).fill(1)
      gemm(kernel, 'nn', a, b, c)
      const rows = Array.from({ length: 5 }, (_, i) => kernel.f32(c)[i * 9 + 8])
      expect(rows).toEqual([Math.fround(1e-40), Math.fround(1e30), Number.NaN, 0, 0])
    })
  })
}

test('shapes that do not fit are refused before anything is written', async () => {
  const kernel = await createKernel({ build: 'scalar', maxMemoryBytes: 2 ** 24 })
  const [a, b, c] = [kernel.tensor([3, 4]), kernel.tensor([5, 6]), kernel.tensor([3, 6])]
  expect(() => gemm(kernel, 'nn', a, b, c)).toThrow(/gemm b: shape \(5, 6\), expected \(4, 6\)/)
  expect(() => gemm(kernel, 'nn', a, kernel.tensor([4, 4]), a)).toThrow(/overlap/)
})

test('shares cover everything once and end on whole tiles', () => {
  expect(shares(128, 2, 12)).toEqual([
    [0, 60],
    [60, 128],
  ])
  expect(shares(10, 4, 16)).toEqual([[0, 10]])
  expect(shares(1000, 3, 16).at(-1)?.[1]).toBe(1000)
})

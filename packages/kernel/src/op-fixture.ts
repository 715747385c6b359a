// What the op tests share: one kernel per build, seeded numbers put into its memory, and a comparison
// with a naive twin's result. Test support only; nothing shipped imports it.
import { setFlagsFromString } from 'node:v8'
import { expect } from 'vitest'
import { type BuildName, createKernel, type Kernel } from './kernel.ts'
import { sizeOf, type Tensor } from './tensor.ts'

export const builds: readonly BuildName[] = ['scalar', 'simd128', 'relaxed']

// Node 20 has the relaxed instructions behind a flag; later ones have them without.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd')

export type Fixture = {
  readonly kernel: Kernel
  /** Uniform in -size..size, the same for every build. */
  readonly random: (shape: readonly number[], size?: number) => Tensor
  readonly zeros: (shape: readonly number[]) => Tensor
  readonly floats: (values: readonly number[]) => Tensor
  readonly integers: (values: readonly number[]) => Tensor
  /** Uniform integers in 0..limit-1. */
  readonly choose: (count: number, limit: number) => Tensor
  /** The numbers of a tensor, copied. */
  readonly read: (tensor: Tensor) => number[]
  readonly readIntegers: (tensor: Tensor) => number[]
}

export async function fixture(build: BuildName, seed = 1): Promise<Fixture> {
  const kernel = await createKernel({ build, maxMemoryBytes: 2 ** 26 })
  const next = mulberry(seed)
  const fill = (shape: readonly number[], value: () => number) => {
    const tensor = kernel.tensor(shape)
    kernel.f32(tensor).set(Array.from({ length: sizeOf(shape) }, value))
    return tensor
  }
  const integers = (values: readonly number[]) => {
    const tensor = { ...kernel.tensor([values.length], 'u32'), dtype: 'u32' as const }
    kernel.view(tensor).set(values)
    return tensor
  }
  return {
    kernel,
    random: (shape, size = 1) => fill(shape, () => (next() * 2 - 1) * size),
    zeros: (shape) => fill(shape, () => 0),
    floats: (values) => {
      const tensor = kernel.tensor([values.length])
      kernel.f32(tensor).set(values)
      return tensor
    },
    integers,
    choose: (count, limit) =>
      integers(Array.from({ length: count }, () => Math.floor(next() * limit))),
    read: (tensor) => [...kernel.f32(tensor)],
    readIntegers: (tensor) => [...kernel.view({ ...tensor, dtype: 'u32' as const })],
  }
}

/** |got - want| <= tolerance * max(1, largest |want|) for every element; NaN matches NaN only. */
export function expectClose(
  got: readonly number[],
  want: readonly number[],
  tolerance: number,
): void {
  expect(got.length).toBe(want.length)
  const scale = want.reduce(
    (most, w) => (Number.isFinite(w) ? Math.max(most, Math.abs(w)) : most),
    1,
  )
  for (let i = 0; i < want.length; i++) {
    const [g = 0, w = 0] = [got[i], want[i]]
    const same = Object.is(g, w) || g === w || Math.abs(g - w) <= tolerance * scale
    if (!same) expect.fail(`[${i}]: got ${g}, want ${w}, within ${tolerance * scale}`)
  }
}

/** mulberry32. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

// The sizes and forms that GEMM is judged by: cubes and the three rectangles of the model (tokens x
// width x width, tokens x hidden x width, tokens x vocabulary x width).
import type { GemmForm } from '../../../packages/kernel/src/index.ts'

export type Shape = { readonly m: number; readonly n: number; readonly k: number }

export const shapes: readonly Shape[] = [
  ...[128, 256, 384, 512, 768, 1024].map((size) => ({ m: size, n: size, k: size })),
  { m: 512, n: 384, k: 384 },
  { m: 512, n: 1536, k: 384 },
  { m: 512, n: 4096, k: 384 },
]

export const forms: readonly GemmForm[] = ['nn', 'nt', 'tn']

export const nameOf = ({ m, n, k }: Shape) => (m === n && n === k ? `${m}^3` : `${m}x${n}x${k}`)

export const flopOf = ({ m, n, k }: Shape) => 2 * m * n * k

// The native ceiling: GFLOP/s of numpy (OpenBLAS) and PyTorch on one thread, if the Python of --python (or
// python3) has them. Measured before the rounds, not in turn with them: they run in a process of another
// language.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { nameOf, type Shape } from './shapes.ts'

const libraries = [
  ['numpy', 'openblas (numpy)'],
  ['torch', 'pytorch'],
] as const

/** By label, then by shape name; empty under the label of a library that is not installed. */
export async function natives(
  python: string,
  shapes: readonly Shape[],
): Promise<Map<string, Map<string, number>>> {
  const out = new Map<string, Map<string, number>>()
  if (shapes.length === 0) return out
  for (const [library, label] of libraries) {
    const program = new URL('native.py', import.meta.url).pathname
    const args = [program, library, ...shapes.map(({ m, n, k }) => `${m},${n},${k}`)]
    const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' }
    try {
      const { stdout } = await promisify(execFile)(python, args, { env })
      const figures: number[] = JSON.parse(stdout)
      out.set(label, new Map(shapes.map((shape, i) => [nameOf(shape), figures[i] ?? Number.NaN])))
    } catch (error) {
      console.error(`${label}: not installed (${String(error).split('\n').at(-2)})`)
      out.set(label, new Map())
    }
  }
  return out
}

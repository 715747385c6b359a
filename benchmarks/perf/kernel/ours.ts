// The kernel as a contestant: one build, one thread count, every form.
import { type BuildName, createKernel, gemm } from '../../../packages/kernel/src/index.ts'
import { type Contestant, numbers, samplesOf } from './contestant.ts'

export async function ours(build: BuildName, threads: number) {
  const kernel = await createKernel({ build, threads })
  const info = kernel.info()
  const contestant: Contestant = {
    name: `${build} ${info.tile}${threads > 1 ? ` x${threads}` : ''}`,
    prepare: async ({ m, n, k }, form) => {
      const mark = kernel.arena.mark()
      const a = kernel.tensor(form === 'tn' ? [k, m] : [m, k])
      const b = kernel.tensor(form === 'nt' ? [n, k] : [k, n])
      const c = kernel.tensor([m, n])
      kernel.f32(a).set(numbers(m * k, 1))
      kernel.f32(b).set(numbers(n * k, 2))
      return {
        sample: samplesOf(() => gemm(kernel, form, a, b, c)),
        done: () => kernel.arena.release(mark),
      }
    },
  }
  return { contestant, info, close: kernel.close }
}

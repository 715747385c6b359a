import { afterAll, expect, test } from 'vitest'
import { createKernel } from './kernel.ts'
import { adamWStep } from './ops/adamw.ts'
import { attentionBackward, attentionForward, attentionScratch } from './ops/attention.ts'
import { embeddingBackward } from './ops/embedding.ts'
import { rmsNormBackward } from './ops/rmsnorm.ts'
import type { Tensor } from './tensor.ts'

const one = await createKernel({ threads: 1, build: 'simd128', maxMemoryBytes: 2 ** 26 })
const two = await createKernel({ threads: 2, build: 'simd128', maxMemoryBytes: 2 ** 26 })
afterAll(async () => {
  await Promise.all([one.close(), two.close()])
})

/** Runs the same program on one thread and on two; both give the named tensors' numbers. */
function onBoth(program: (kernel: typeof one, tensor: (shape: number[]) => Tensor) => Tensor[]) {
  return [one, two].map((kernel) => {
    let seed = 0
    const tensor = (shape: number[]) => {
      const made = kernel.tensor(shape)
      kernel.f32(made).forEach((_, i, all) => {
        all[i] = Math.sin(++seed * 12.9898)
      })
      return made
    }
    return program(kernel, tensor).map((t) => [...kernel.f32(t)])
  })
}

test('two threads give the bytes of one: attention, AdamW and scattered embeddings', () => {
  expect(two.threads.count).toBe(2)
  const [a, b] = onBoth((kernel, tensor) => {
    const shape = [2, 70, 96]
    const [q, k, v, out, dOut] = [0, 1, 2, 3, 4].map(() => tensor(shape))
    const [dq, dk, dv] = [tensor(shape), tensor(shape), tensor(shape)]
    const lse = tensor([2, 3, 70])
    const scratch = tensor([kernel.threads.count, attentionScratch(kernel)])
    const op = { q: q!, k: k!, v: v!, out: out!, lse, heads: 3, scratch }
    attentionForward(kernel, op)
    attentionBackward(kernel, { ...op, dOut: dOut!, dq, dk, dv })
    return [out!, lse, dq, dk, dv]
  })
  expect(b).toEqual(a)
  const [c, d] = onBoth((kernel, tensor) => {
    const [p, m, g] = [tensor([70_001]), tensor([70_001]), tensor([70_001])]
    const v = tensor([70_001])
    kernel.f32(v).fill(0.5)
    adamWStep(kernel, { p, m, v, g, step: 3, learningRate: 0.1 })
    const ids = kernel.tensor([900], 'u32')
    kernel.view({ ...ids, dtype: 'u32' as const }).forEach((_, i, all) => {
      all[i] = (i * i) % 50
    })
    const dTable = tensor([50, 64])
    embeddingBackward(kernel, { dOut: tensor([900, 64]), dTable, ids })
    return [p, m, v, dTable]
  })
  expect(d).toEqual(c)
})

test('the gain gradient of two threads is the sum of their parts', () => {
  const [a, b] = onBoth((kernel, tensor) => {
    const shape = [600, 64]
    const [dy, x, dx] = [tensor(shape), tensor(shape), tensor(shape)]
    const [rstd, gain, dGain] = [tensor([600]), tensor([64]), tensor([64])]
    const parts = tensor([kernel.threads.count - 1, 64])
    rmsNormBackward(kernel, { dy, rstd, x, dx, gain, dGain, parts })
    return [dx, dGain]
  })
  expect(b![0]).toEqual(a![0])
  b![1]!.forEach((value, i) => {
    expect(Math.abs(value - a![1]![i]!)).toBeLessThan(1e-4)
  })
})

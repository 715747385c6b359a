import { rungGenome } from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNetwork } from '../network.ts'
import { randomBatch } from '../random-batch.fixture.ts'
import { createTrainer } from './trainer.ts'

let kernel: Kernel
beforeAll(async () => {
  kernel = await createKernel()
})
afterAll(() => kernel.close())

test('a trainer learns one batch by heart, and its loss is the loss of inference', () => {
  const network = createNetwork(kernel, rungGenome('seed', { vocab: 512 }), { seed: 1 })
  const trainer = createTrainer(network)
  const batch = randomBatch({ batch: 4, sourceLength: 9, targetLength: 11, vocabulary: 512 })
  expect(trainer.gradients([batch]).loss).toBeCloseTo(network.evaluate(batch).loss, 5)
  let last = Number.POSITIVE_INFINITY
  for (let i = 0; i < 100 && last > 0.01; i++) last = trainer.step([batch]).loss
  expect(last).toBeLessThan(0.01)
  expect(network.evaluate(batch).loss).toBeLessThan(0.01)
  network.close()
})

test('two threads share a batch and find the gradients of one', async () => {
  const pair = await createKernel({ threads: 2 })
  const gradientsOf = (on: Kernel, mixer: 'attn' | 'rwkv7') => {
    const network = createNetwork(on, rungGenome('seed', { vocab: 512, mixer }), { seed: 3 })
    const trainer = createTrainer(network)
    const batch = randomBatch({ batch: 5, sourceLength: 9, targetLength: 11, vocabulary: 512 })
    const shorter = randomBatch({ batch: 1, sourceLength: 5, targetLength: 4, vocabulary: 512 })
    trainer.step([batch, shorter])
    trainer.step([shorter])
    const report = trainer.gradients([batch, shorter])
    const gradients = trainer.readGradients()
    network.close()
    return { loss: report.loss, gradients }
  }
  try {
    for (const mixer of ['attn', 'rwkv7'] as const) {
      const [one, two] = [gradientsOf(kernel, mixer), gradientsOf(pair, mixer)]
      expect(two.loss).toBeCloseTo(one.loss, 4)
      for (const [name, { data }] of one.gradients) {
        const other = two.gradients.get(name)?.data ?? data
        const size = Math.max(1e-3, ...data.map(Math.abs))
        expect(
          Math.max(...data.map((x, i) => Math.abs(x - (other[i] ?? 0)))) / size,
          name,
        ).toBeLessThan(5e-3)
      }
      const again = gradientsOf(pair, mixer).gradients
      for (const [name, { data }] of two.gradients) {
        const other = again.get(name)?.data ?? new Float32Array()
        expect(Buffer.from(data.buffer).equals(Buffer.from(other.buffer)), name).toBe(true)
      }
    }
  } finally {
    await pair.close()
  }
})

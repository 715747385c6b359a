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

import { rungGenome } from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sameWeights } from '../checkpoint/seeded.fixture.ts'
import { practice } from '../growth/practice.fixture.ts'
import { createNetwork } from '../network.ts'
import { createTrainer, type TrainerState } from '../train/trainer.ts'
import type { Weights } from '../types.ts'
import { interpolateWeights, LineError, lossBarrier, maxBarrier } from './barrier.ts'

let kernel: Kernel
beforeAll(async () => {
  kernel = await createKernel({ threads: 1 })
})
afterAll(() => kernel.close())
const genome = rungGenome('seed', { vocab: 64 })
const { batch, heldOut } = practice(64)

function train(seed: number, start: TrainerState | null, first: number, steps: number) {
  const network = createNetwork(kernel, genome, { seed })
  const trainer = createTrainer(network)
  if (start !== null) trainer.restore(start)
  for (let i = 0; i < steps; i++) trainer.step([batch(first + i)])
  const state = trainer.snapshot()
  network.close()
  return state
}

function barrierBetween(a: Weights, b: Weights) {
  const network = createNetwork(kernel, genome)
  const barrier = lossBarrier((t) => {
    network.writeWeights(interpolateWeights(a, b, t))
    return heldOut.reduce((sum, one) => sum + network.evaluate(one).textLoss, 0) / heldOut.length
  }, 4)
  network.close()
  return barrier
}

describe('the loss barrier', () => {
  it('lets children of one ancestor be averaged, and keeps strangers apart', () => {
    const ancestor = train(1, null, 0, 120)
    const [a, b] = [1000, 2000].map((first) => train(1, ancestor, first, 40).weights)
    const siblings = barrierBetween(a!, b!)
    expect(siblings.height).toBeLessThan(maxBarrier)
    expect(siblings.losses[2]!).toBeLessThan(Math.max(siblings.losses[0]!, siblings.losses[4]!))
    const stranger = train(2, null, 0, 160).weights
    expect(barrierBetween(a!, stranger).height).toBeGreaterThan(maxBarrier)
  })

  it('is the climb above the straight line between the ends', () => {
    expect(lossBarrier((t) => 2 + t).height).toBeCloseTo(0, 12)
    expect(lossBarrier((t) => 2 + t * (1 - t)).height).toBeCloseTo(0.25, 12)
    expect(lossBarrier((t) => 2 - t * (1 - t)).height).toBeCloseTo(0, 12)
    expect(lossBarrier((t) => (t === 0.5 ? Number.NaN : 1)).height).toBe(Number.POSITIVE_INFINITY)
  })

  it('has both ends on its line, and no line between different shapes', () => {
    const [a, b] = [1, 2].map((seed) => train(seed, null, 0, 0).weights)
    expect(sameWeights(interpolateWeights(a!, b!, 0), a!)).toBe(true)
    expect(sameWeights(interpolateWeights(a!, b!, 1), b!)).toBe(true)
    const short = new Map([...a!].slice(1))
    expect(() => interpolateWeights(a!, short, 0.5)).toThrow(LineError)
    const bent = new Map(a!).set('tokens.table', { shape: [1], data: new Float32Array(1) })
    expect(() => interpolateWeights(a!, bent, 0.5)).toThrow(LineError)
  })
})

import { parameterCount, rungGenome } from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNetwork } from '../network.ts'
import { createTrainer } from '../train/trainer.ts'
import { practice } from './practice.fixture.ts'
import { expectRoom, NoRoomError, planResources, trainingSeconds } from './resources.ts'

let kernel: Kernel
beforeAll(async () => {
  kernel = await createKernel({ threads: 1 })
})
afterAll(() => kernel.close())

const shape = { batch: 16, sourceLength: 64, targetLength: 64 }
const room = { memoryBytes: 2 ** 30, multiplyAddsPerSecond: 5e9, tokens: 1e6, maxSeconds: 10_000 }

describe('the resource plan', () => {
  it('is made for the largest rung without taking any of the kernel memory', () => {
    const before = kernel.info().usedBytes
    const plan = planResources(kernel, rungGenome('adult'), shape)
    expect(kernel.info().usedBytes).toBe(before)
    expect(plan.parameters).toBe(parameterCount(rungGenome('adult')))
    expect(plan.bytes.weights).toBeGreaterThanOrEqual(4 * plan.parameters)
    expect(plan.tokens).toBe(16 * 128)
  })

  it('names the bytes that training then takes, to within a hundredth', () => {
    const { batch } = practice(64, 8, 16)
    const genome = rungGenome('seed', { vocab: 64 })
    const plan = planResources(kernel, genome, batch(0))
    const before = kernel.info().usedBytes
    const network = createNetwork(kernel, genome)
    const trainer = createTrainer(network)
    trainer.step([batch(0)])
    const taken = kernel.info().usedBytes - before
    network.close()
    const planned = plan.bytes.total - plan.bytes.snapshot
    // Tables of rotations and the input of the first plan are beside it.
    expect(Math.abs(taken - planned)).toBeLessThan(0.01 * planned + 32_768)
  })

  it('refuses what does not fit the memory, before anything is allocated', () => {
    const plan = planResources(kernel, rungGenome('adult'), shape)
    expect(() => expectRoom(plan, room)).not.toThrow()
    const small = { ...room, memoryBytes: plan.bytes.total - 1 }
    expect(() => expectRoom(plan, small)).toThrow(NoRoomError)
    expect(() => expectRoom(plan, { ...room, memoryBytes: Number.NaN })).toThrow(NoRoomError)
  })

  it('refuses what would take too long, at the measured rate', () => {
    const plan = planResources(kernel, rungGenome('adult'), shape)
    const seconds = trainingSeconds(plan, 1e6, 5e9)
    expect(() => expectRoom(plan, { ...room, maxSeconds: seconds })).not.toThrow()
    expect(() => expectRoom(plan, { ...room, maxSeconds: seconds / 2 })).toThrow(/would take/)
    expect(trainingSeconds(plan, 2e6, 1e10)).toBeCloseTo(seconds, 9)
  })
})

import { rungGenome } from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAdapter } from '../adapter/adapter.ts'
import { encodeAdapter } from '../adapter/archive.ts'
import { createAdapterTrainer } from '../adapter/train.ts'
import { chance } from '../checkpoint/seeded.fixture.ts'
import { growWeights } from '../growth/grow.ts'
import { practice } from '../growth/practice.fixture.ts'
import { createNetwork } from '../network.ts'
import { createTrainer, type Trainer, type TrainerState } from '../train/trainer.ts'
import type { Batch } from '../types.ts'
import { pairedBootstrap } from './bootstrap.ts'
import { type GateSetting, gradientRatio, guardChange, hashBatches, runBurst } from './burst.ts'
import { measureDrift, ProbeError, weightDrift } from './drift.ts'
import { type GateEvidence, judgeChange } from './judge.ts'
import { answerProbes } from './probes.ts'
import { restoreSnapshot, SnapshotError, snapshotDigest, takeSnapshot } from './snapshot.ts'

let kernel: Kernel
let trainer: Trainer
let practised: TrainerState
const { batch, heldOut } = practice(64)
const tokenizerHash = `0x${'ab'.repeat(32)}` as const
const setting: GateSetting = { tokenizerHash, heldOut, probes: heldOut.slice(0, 1), seed: 1 }
const newTrainer = () =>
  createTrainer(createNetwork(kernel, rungGenome('seed', { vocab: 64 }), { seed: 1 }))

beforeAll(async () => {
  kernel = await createKernel({ threads: 1 })
  trainer = newTrainer()
  for (let i = 0; i < 60; i++) trainer.step([batch(i)])
  practised = trainer.snapshot()
})
beforeEach(() => trainer.restore(practised))
afterAll(() => kernel.close())

const digest = () => snapshotDigest(takeSnapshot(trainer, tokenizerHash))

/** Words that follow nothing and mean nothing. */
function poisoned(number: number): Batch {
  const { below } = chance(number)
  const good = batch(number)
  const next = good.next.map((id) => (id === 0 ? 0 : 16 + below(48)))
  return { ...good, next }
}

describe('a burst behind the gate', () => {
  it('is kept when it helps', () => {
    const before = digest()
    const report = runBurst(trainer, [[batch(100)], [batch(101)], [batch(102)]], setting)
    expect(report.verdict).toMatchObject({ accepted: true })
    expect(report.after).toBeLessThan(report.before)
    expect(report.steps).toHaveLength(3)
    expect(digest()).not.toBe(before)
  })

  it('of poisoned batches is rejected, and every byte is back: weights, moments, steps and chance', () => {
    const before = digest()
    trainer.random.uniform()
    const drawn = digest()
    expect(drawn).not.toBe(before)
    const groups = Array.from({ length: 12 }, (_, i) => [poisoned(i)])
    const report = runBurst(trainer, groups, {
      ...setting,
      newlyFailing: () => {
        // Even chance that the burst itself used up.
        trainer.random.uniform()
        return 0
      },
    })
    expect(report.verdict).toMatchObject({ accepted: false })
    if (!report.verdict.accepted) expect(report.verdict.reasons).toContain('mean_rise')
    expect(report.dataHash).toBe(hashBatches(groups.flat()))
    expect(digest()).toBe(drawn)
    // What follows is what would have followed without it.
    const next = trainer.step([batch(200)])
    const fresh = newTrainer()
    for (let i = 0; i < 60; i++) fresh.step([batch(i)])
    fresh.random.uniform()
    expect(fresh.step([batch(200)])).toEqual(next)
    expect(snapshotDigest(takeSnapshot(fresh, tokenizerHash))).toBe(digest())
  })

  it('is rejected for a number that is none, wherever it hides, and restored', () => {
    const before = digest()
    for (const place of ['weights', 'moments'] as const) {
      const changed = guardChange(trainer, setting, () => {
        const { weights, optimizer, random } = trainer.snapshot()
        const target = place === 'weights' ? weights : optimizer.v
        // A row of a token that the sealed data never shows.
        target.get('tokens.table')!.data[9 * 64] = Number.NaN
        trainer.restore({ weights, optimizer, random })
        return 0
      })
      expect(changed.verdict).toMatchObject({ accepted: false })
      if (!changed.verdict.accepted) expect(changed.verdict.reasons).toContain('not_finite')
      expect(digest()).toBe(before)
    }
  })

  it('of an adapter is undone with its factors and moments', () => {
    const adapter = createAdapter(trainer.network.readWeights(), { name: 'recent', seed: 1 })
    const adapting = createAdapterTrainer(trainer, adapter)
    adapting.step([batch(0)])
    const before = [digest(), encodeAdapter(adapting.adapter())] as const
    const { verdict } = guardChange(trainer, { ...setting, beside: [adapting] }, () => {
      const steps = Array.from({ length: 25 }, (_, i) => adapting.step([poisoned(i)]))
      return gradientRatio(steps.map(({ gradientNorm }) => gradientNorm))
    })
    expect(verdict.accepted).toBe(false)
    expect(digest()).toBe(before[0])
    expect(encodeAdapter(adapting.adapter())).toEqual(before[1])
    // The next step is what it would have been: moments and step count are back too.
    adapting.step([batch(1)])
    trainer.restore(practised)
    const other = createAdapterTrainer(trainer, adapter)
    for (const i of [0, 1]) other.step([batch(i)])
    expect(encodeAdapter(other.adapter())).toEqual(encodeAdapter(adapting.adapter()))
  })

  it('leaves no memory behind, kept or undone', () => {
    runBurst(trainer, [[batch(0)]], setting)
    const { usedBytes } = kernel.info()
    for (let i = 0; i < 10; i++) runBurst(trainer, [[i % 2 ? poisoned(i) : batch(i)]], setting)
    expect(kernel.info().usedBytes).toBe(usedBytes)
  })

  it('is undone when it throws', () => {
    const before = digest()
    const broken = { ...batch(1), next: batch(1).next.map(() => 10_000) }
    expect(() => runBurst(trainer, [[batch(2)], [broken]], setting)).toThrow(/vocabulary/)
    expect(digest()).toBe(before)
  })

  it('compares the same sealed data before and after, not other documents', () => {
    const nothing = guardChange(trainer, setting, () => 0)
    expect(nothing.after).toBe(nothing.before)
    expect(nothing.verdict.evidence.heldOut).toEqual({ mean: 0, upper: 0 })
    expect(nothing.verdict.evidence.kl).toBeCloseTo(0, 9)
  })
})

describe('the gradient ratio', () => {
  it('is the largest norm over the median before, and infinite or none for steps that failed', () => {
    expect(gradientRatio([2, 6, 3], [1, 2, 100])).toBe(3)
    expect(gradientRatio([2, 6, 3])).toBe(3)
    expect(gradientRatio([])).toBe(0)
    expect(gradientRatio([2, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY)
    expect(gradientRatio([2, Number.NaN], [1])).toBeNaN()
  })
})

describe('the verdict', () => {
  const good: GateEvidence = {
    finite: true,
    gradientRatio: 2,
    heldOut: { mean: -0.01, upper: 0 },
    kl: 0.01,
  }
  it.each([
    ['not_finite', { finite: false }],
    ['gradient', { gradientRatio: 11 }],
    ['gradient', { gradientRatio: Number.NaN }],
    ['mean_rise', { heldOut: { mean: 0.003, upper: 0.009 } }],
    ['upper_rise', { heldOut: { mean: 0.001, upper: 0.011 } }],
    ['kl', { kl: 0.16 }],
    ['kl', { kl: Number.NaN }],
    ['regression', { newlyFailing: 2 }],
  ] as const)('names %s alone when only that is wrong', (reason, change) => {
    expect(judgeChange(good).accepted).toBe(true)
    expect(judgeChange({ ...good, ...change })).toMatchObject({
      accepted: false,
      reasons: [reason],
    })
  })
})

describe('the paired bootstrap', () => {
  const items = Array.from({ length: 64 }, (_, i) => ({ textLoss: 20 + (i % 7), tokens: 10 }))
  const shifted = (by: (i: number) => number) =>
    items.map(({ textLoss, tokens }, i) => ({ textLoss: textLoss + by(i), tokens }))

  it('sees through sequences of different difficulty', () => {
    const better = pairedBootstrap(
      items,
      shifted(() => -0.1),
      { seed: 1 },
    )
    expect(better.mean).toBeCloseTo(-0.01, 9)
    expect(better.upper).toBeCloseTo(-0.01, 9)
  })

  it('puts its upper bound above a noisy mean, the same for the same seed', () => {
    const { normal } = chance(3)
    const noise = items.map(() => normal())
    const one = pairedBootstrap(
      items,
      shifted((i) => noise[i]!),
      { seed: 1 },
    )
    // 1.645 standard errors of a mean over 640 tokens whose items vary by 1.
    expect(one.upper - one.mean).toBeGreaterThan(0.01)
    expect(one.upper - one.mean).toBeLessThan(0.035)
    expect(
      pairedBootstrap(
        items,
        shifted((i) => noise[i]!),
        { seed: 1 },
      ),
    ).toEqual(one)
  })

  it('answers NaN for lists that are not pairs', () => {
    expect(pairedBootstrap(items, items.slice(1), { seed: 1 }).mean).toBeNaN()
    expect(pairedBootstrap([], [], { seed: 1 }).upper).toBeNaN()
    expect(
      pairedBootstrap(
        items,
        shifted(() => Number.NaN),
        { seed: 1 },
      ).upper,
    ).toBeNaN()
  })
})

describe('a snapshot', () => {
  it('does not change when training goes on, and belongs to one tokenizer', () => {
    const snapshot = takeSnapshot(trainer, tokenizerHash)
    const before = snapshotDigest(snapshot)
    trainer.step([batch(300)])
    expect(snapshotDigest(snapshot)).toBe(before)
    const other = `0x${'cd'.repeat(32)}` as const
    expect(() => restoreSnapshot(trainer, snapshot, other)).toThrow(SnapshotError)
    restoreSnapshot(trainer, snapshot, tokenizerHash)
    expect(digest()).toBe(before)
  })
})

describe('drift', () => {
  it('is none from oneself, and grows as training goes on', () => {
    const birth = answerProbes(trainer.network, heldOut)
    const weights = trainer.network.readWeights()
    const start = measureDrift(birth, answerProbes(trainer.network, heldOut))
    expect(start.kl).toBeCloseTo(0, 9)
    expect(start.cka).toBeCloseTo(1, 9)
    const seen = [10, 40].map((steps) => {
      for (let i = 0; i < steps; i++) trainer.step([batch(400 + i)])
      return measureDrift(birth, answerProbes(trainer.network, heldOut))
    })
    expect(seen[0]!.kl).toBeGreaterThan(0)
    expect(seen[1]!.kl).toBeGreaterThan(seen[0]!.kl)
    expect(seen[1]!.cka).toBeLessThan(seen[0]!.cka)
    expect(seen[1]!.cka).toBeGreaterThan(0)
    expect(weightDrift(weights, weights)).toBe(0)
    expect(weightDrift(weights, trainer.network.readWeights())).toBeGreaterThan(0.01)
  })

  it('is the same within 1e-6 on another kernel with two threads', async () => {
    const birth = answerProbes(trainer.network, heldOut)
    const born = trainer.network.readWeights()
    for (let i = 0; i < 20; i++) trainer.step([batch(400 + i)])
    const here = measureDrift(birth, answerProbes(trainer.network, heldOut))
    const other = await createKernel({ threads: 2 })
    const network = createNetwork(other, trainer.network.genome)
    const answers = [born, trainer.network.readWeights()].map((weights) => {
      network.writeWeights(weights)
      return answerProbes(network, heldOut)
    })
    const there = measureDrift(answers[0]!, answers[1]!)
    await other.close()
    expect(Math.abs(there.kl - here.kl)).toBeLessThan(1e-6)
    expect(Math.abs(there.cka - here.cka)).toBeLessThan(1e-6)
  })

  it('is none through exact growth, though width and vocabulary differ', () => {
    const birth = answerProbes(trainer.network, heldOut)
    const { genome } = trainer.network
    const to = rungGenome('sprout', { vocab: 128 })
    const grown = growWeights(trainer.network.readWeights(), { from: genome, to, seed: 1 })
    const network = createNetwork(kernel, to)
    network.writeWeights(grown)
    const { kl, cka } = measureDrift(birth, answerProbes(network, heldOut))
    network.close()
    expect(Math.abs(kl)).toBeLessThan(1e-6)
    expect(cka).toBeCloseTo(1, 6)
  })

  it('is not measured between answers to different probes', () => {
    const [one, two] = [1, 2].map((count) => answerProbes(trainer.network, heldOut.slice(0, count)))
    expect(() => measureDrift(one!, two!)).toThrow(ProbeError)
  })
})

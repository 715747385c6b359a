import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rungGenome, rungNames } from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { practice } from '../growth/practice.fixture.ts'
import { createNetwork } from '../network.ts'
import { createTrainer, type Trainer } from '../train/trainer.ts'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts'
import type { Manifest } from './manifest.ts'
import { nodeDisk } from './node-disk.ts'
import { sameBytes } from './seeded.fixture.ts'
import { openCheckpointStore } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'zooid-resume-'))
const kernels: Kernel[] = []
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const kernel of kernels) await kernel.close()
})

const { batch } = practice(64, 2, 8)

/** A trainer on a kernel of its own, as another process or another node would have it. */
async function node(): Promise<Trainer> {
  const kernel = await createKernel({ threads: 1 })
  kernels.push(kernel)
  const genome = rungGenome('seed', { vocab: 64 })
  return createTrainer(createNetwork(kernel, genome, { seed: 5 }), { seed: 5 })
}

function save(trainer: Trainer): Uint8Array {
  const { weights, optimizer, random } = trainer.snapshot()
  const manifest: Manifest = {
    genome: trainer.network.genome,
    tokenizerHash: `0x${'11'.repeat(32)}`,
    ancestorHash: null,
    dataHash: null,
    seed: 5,
    step: optimizer.step,
  }
  return encodeCheckpoint({ manifest, weights, training: { optimizer, random } })
}

function load(trainer: Trainer, bytes: Uint8Array): void {
  const { weights, training } = decodeCheckpoint(bytes)
  if (training === undefined) throw new Error('the checkpoint has no training state')
  trainer.restore({ weights, ...training })
}

/** Steps whose data comes from the trainer's own chance. */
function train(trainer: Trainer, steps: number): void {
  for (let i = 0; i < steps; i++) trainer.step([batch(trainer.random.below(1000))])
}

describe('training that stops and goes on', () => {
  it('ends in the very bytes of training that never stopped, on another node too', async () => {
    const [whole, first, second] = [await node(), await node(), await node()]
    train(whole, 12)
    train(first, 7)
    const store = await openCheckpointStore(join(folder, 'resume'), nodeDisk)
    await store.save(save(first))
    load(second, await store.load((await store.current()) ?? ''))
    train(second, 5)
    expect(sameBytes(save(second), save(whole))).toBe(true)
    expect(second.step([batch(1)])).toEqual(whole.step([batch(1)]))
  })

  it('saves and loads every rung after a step of training, moments and all', async () => {
    const kernel = await createKernel({ threads: 1 })
    kernels.push(kernel)
    for (const rung of rungNames) {
      const genome = rungGenome(rung, { vocab: 64 })
      const trainer = createTrainer(createNetwork(kernel, genome, { seed: 5 }))
      train(trainer, 1)
      const bytes = save(trainer)
      train(trainer, 1)
      load(trainer, bytes)
      expect(sameBytes(save(trainer), bytes)).toBe(true)
      trainer.network.close()
    }
  })
})

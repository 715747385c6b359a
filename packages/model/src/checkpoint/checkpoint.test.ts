import { ZooidError } from '@zooid/base'
import { rungGenome, unifiedGenome } from '@zooid/genome'
import { describe, expect, it } from 'vitest'
import { CheckpointError, decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts'
import { ManifestError } from './manifest.ts'
import { readSafetensors, type StoredTensor, writeSafetensors } from './safetensors.ts'
import { chance, exampleCheckpoint, sameBytes, sameWeights } from './seeded.fixture.ts'

describe('a checkpoint', () => {
  it('gives back weights, moments, random state, step and tokenizer hash byte for byte', () => {
    const checkpoint = exampleCheckpoint()
    const back = decodeCheckpoint(encodeCheckpoint(checkpoint))
    expect(back.manifest).toEqual(checkpoint.manifest)
    expect(sameWeights(back.weights, checkpoint.weights)).toBe(true)
    expect(sameWeights(back.training!.optimizer.m, checkpoint.training!.optimizer.m)).toBe(true)
    expect(sameWeights(back.training!.optimizer.v, checkpoint.training!.optimizer.v)).toBe(true)
    expect(back.training!.optimizer.step).toBe(7)
    expect(back.training!.random).toEqual(checkpoint.training!.random)
  })

  it('is the same bytes for the same state, whatever order its tensors were made in', () => {
    const checkpoint = exampleCheckpoint()
    const shuffled = { ...checkpoint, weights: new Map([...checkpoint.weights].reverse()) }
    expect(sameBytes(encodeCheckpoint(shuffled), encodeCheckpoint(checkpoint))).toBe(true)
  })

  it.each(['seed', 'sprout', 'child'] as const)('saves and loads the %s rung', (name) => {
    const { manifest, weights } = exampleCheckpoint(3, rungGenome(name))
    const back = decodeCheckpoint(encodeCheckpoint({ manifest, weights }))
    expect(sameWeights(back.weights, weights)).toBe(true)
    expect(back.training).toBeUndefined()
  })

  it('takes half the room in bf16, each weight within one part in 256', () => {
    const { manifest, weights } = exampleCheckpoint()
    const full = encodeCheckpoint({ manifest, weights })
    const half = encodeCheckpoint({ manifest, weights }, 'bf16')
    expect(half.length).toBeLessThan(full.length * 0.53)
    const back = decodeCheckpoint(half).weights
    for (const [name, { data }] of weights)
      for (const [i, value] of data.entries())
        if (Math.abs(back.get(name)!.data[i]! - value) > Math.abs(value) / 256) expect.fail(name)
  })

  it('does not offer to resume from rounded weights', () => {
    expect(() => encodeCheckpoint(exampleCheckpoint(), 'bf16')).toThrow(CheckpointError)
  })

  const edited = (
    edit: (file: { tensors: Map<string, StoredTensor>; metadata: Map<string, string> }) => void,
  ) => {
    const file = readSafetensors(encodeCheckpoint(exampleCheckpoint()))
    const copy = { tensors: new Map(file.tensors), metadata: new Map(file.metadata) }
    edit(copy)
    return () => decodeCheckpoint(writeSafetensors(copy))
  }
  it('refuses a tensor too few, too many, of another shape or without training state', () => {
    expect(edited(({ tensors }) => tensors.delete('tokens.table'))).toThrow(CheckpointError)
    expect(edited(({ tensors }) => tensors.set('more', tensors.get('tokens.table')!))).toThrow(
      CheckpointError,
    )
    expect(
      edited(({ tensors }) => {
        const table = tensors.get('tokens.table')!
        tensors.set('tokens.table', { ...table, shape: [...table.shape].reverse() })
      }),
    ).toThrow(CheckpointError)
    expect(edited(({ metadata }) => metadata.delete('random_state'))).toThrow(ManifestError)
    expect(edited(({ metadata }) => metadata.delete('optimizer_step'))).toThrow(CheckpointError)
  })

  it.each([
    ['format', 'zooid.checkpoint.2'],
    ['genome', '0x00'],
    ['genome', 'zz'],
    ['genome_hash', `0x${'00'.repeat(32)}`],
    ['tokenizer_hash', 'none'],
    ['seed', '1e9'],
    ['step', '-1'],
    ['optimizer_step', '007'],
    ['random_state', '1,2,3'],
    ['random_state', '1,2,3,4294967296'],
    ['random_state', '1,2,3,0x4'],
  ])('refuses a manifest whose %s is %s', (key, value) => {
    expect(edited(({ metadata }) => metadata.set(key, value))).toThrow(ManifestError)
  })

  it('answers 3,000 mutated checkpoints with typed errors only', () => {
    const { below } = chance(8)
    const genome = unifiedGenome({
      dim: 32,
      encoderLayers: 1,
      decoderLayers: 1,
      vocab: 17,
      hidden: 16,
    })
    const { manifest, weights } = exampleCheckpoint(2, genome)
    const base = encodeCheckpoint({ manifest, weights })
    const header = 8 + new DataView(base.buffer).getUint32(0, true)
    let read = 0
    for (let round = 0; round < 3000; round++) {
      const bytes = base.slice()
      // Mostly in the header, where the manifest and all names are.
      for (let edits = 1 + below(2); edits > 0; edits--) {
        const at = 8 + below(below(8) === 0 ? bytes.length - 8 : header - 8)
        bytes[at] = below(2) ? 0x30 + below(10) : below(256)
      }
      try {
        decodeCheckpoint(bytes)
        read++
      } catch (error) {
        if (!(error instanceof ZooidError)) throw new Error(`round ${round}`, { cause: error })
      }
    }
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(1000)
  })
})

// Gradients of one batch, shared among the kernel's threads: each runs a replica of the whole step on its
// part of the sequences, into gradients of its own, which are then added in order. The same number of
// threads gives the same bytes. Where a network needs host work between ops, its ops are split instead.
import { addScaled, type TapeBlock, type Tensor } from '@zooid/kernel'
import { type Evaluation, loadBatch, type Network, readLosses } from '../network.ts'
import { roundToLine } from '../plan/free-list.ts'
import type { Plan } from '../plan/plan.ts'
import { isWhole, play, playTogether, tapeLength } from '../plan/tape.ts'
import type { Batch } from '../types.ts'

export type Replicas = {
  /** The block that gradients end up in. */
  readonly gradients: Tensor
  /** Begins a new sum. */
  readonly begin: () => void
  /** Adds the gradients of summed losses times these factors; returns the losses of the parts. */
  readonly add: (batch: Batch, factors: LossFactors) => readonly Evaluation[]
  /** Makes `gradients` the sum over the replicas. */
  readonly gather: () => void
  readonly close: () => void
}

export type LossFactors = { readonly text: number; readonly head: number }

type Part = { readonly from: number; readonly plan: Plan }

/** @throws {ArenaFullError} */
export function createReplicas(network: Network, smoothing: number): Replicas {
  const { kernel, heap, layout } = network
  const length = layout.length
  const block = (): Tensor => ({ offset: heap.allocate(4 * length), shape: [length], dtype: 'f32' })
  const blocks = Array.from({ length: kernel.threads.count }, block)
  // Gaps between segments are never written, and stay 0.
  for (const tensor of blocks) kernel.f32(tensor).fill(0)
  const [gradients = block()] = blocks
  const room: TapeBlock[] = []
  /** Blocks that hold a part of the sum: the first ones. */
  let begun = 0

  const one = (batch: Batch): Part => {
    const { offset } = gradients
    return {
      from: 0,
      plan: network.plan({ shape: batch, gradients: offset, smoothing, adds: begun > 0 }),
    }
  }
  const several = (batch: Batch, count: number): Part[] => {
    const parts: Part[] = []
    let [from, skip] = [0, 0]
    for (const [thread, { offset }] of blocks.slice(0, count).entries()) {
      const items = Math.ceil((batch.batch - from) / (count - thread))
      const shape = { ...batch, batch: items }
      const place = { gradients: offset, skip, threads: 1, thread }
      const plan = network.plan({ ...place, shape, smoothing, adds: begun > thread })
      parts.push({ from, plan })
      from += items
      skip += roundToLine(plan.bytes)
    }
    return parts
  }
  const partsOf = (batch: Batch): readonly Part[] => {
    const count = Math.min(blocks.length, batch.batch)
    if (count === 1) return [one(batch)]
    // Planning a part may move the workspace under the others; the second round finds it large enough.
    several(batch, count)
    const parts = several(batch, count)
    return parts.every(({ plan }) => isWhole(plan.calls)) ? parts : [one(batch)]
  }

  return {
    gradients,
    begin: () => {
      begun = 0
    },
    add: (batch, factors) => {
      const parts = partsOf(batch)
      for (const { from, plan } of parts) {
        loadBatch(network, plan, batch, from)
        plan.text?.setScale(factors.text)
        plan.head?.setScale(factors.head)
      }
      const [first] = parts
      if (parts.length === 1 && first !== undefined) play(kernel, first.plan.calls)
      else {
        const tapes = parts.map(({ plan }) => plan.calls)
        for (const [i, calls] of tapes.entries()) {
          const numbers = tapeLength(calls)
          const known = room[i]
          if (known !== undefined && known.numbers === numbers) continue
          if (known !== undefined) heap.free(known.offset)
          room[i] = { offset: heap.allocate(8 * numbers), numbers }
        }
        playTogether(kernel, tapes, room.slice(0, tapes.length))
      }
      begun = Math.max(begun, parts.length)
      return parts.map(({ plan }) => readLosses(kernel, plan))
    },
    gather: () => {
      if (begun === 0) kernel.f32(gradients).fill(0)
      for (const tensor of blocks.slice(1, begun)) addScaled(kernel, gradients, tensor, 1)
    },
    close: () => {
      for (const { offset } of [...blocks, ...room]) heap.free(offset)
    },
  }
}

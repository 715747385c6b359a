// Hindsight: a program that was run on the way to something else is the answer to the task of doing what
// it does. The archive keeps the few shortest for each behaviour, whoever they were made for.
import { flatten, type Signature } from '../language/grammar.ts'
import { sizeOf, type Term } from '../language/term.ts'
import { behaviourOf } from '../tasks/behaviour.ts'

export const maxPerBehaviour = 4

export type Kept = {
  readonly term: Term
  readonly signature: Signature
  readonly ids: readonly number[]
  readonly size: number
}

export type Archive = {
  /** By behaviour; the shortest first, the earlier first of two as long. */
  readonly kept: ReadonlyMap<string, readonly Kept[]>
  /** The behaviour when the program is worth something, whether it was kept or not; else null. */
  readonly add: (term: Term, signature: Signature) => string | null
  readonly counts: () => ArchiveCounts
}

export type ArchiveCounts = {
  readonly offered: number
  /** Constant, identical to an argument, failing, or without a symbol for one of its constants. */
  readonly useless: number
  /** Behave like a problem that must not be learnt. */
  readonly forbidden: number
  readonly behaviours: number
  readonly programs: number
}

/** @param forbids whether a program behaves like a problem of the benchmarks */
export function createArchive(forbids: (term: Term, signature: Signature) => boolean): Archive {
  const kept = new Map<string, Kept[]>()
  const banned = new Set<string>()
  let [offered, useless, forbidden] = [0, 0, 0]

  const add = (term: Term, signature: Signature): string | null => {
    offered++
    const behaviour = behaviourOf(term, signature.parameters, signature.result)
    const ids = behaviour === null ? null : idsOf(term, signature)
    if (behaviour === null || ids === null) {
      useless++
      return null
    }
    const alike = kept.get(behaviour)
    if (banned.has(behaviour) || (!alike && forbids(term, signature))) {
      banned.add(behaviour)
      forbidden++
      return null
    }
    const entry = { term, signature, ids, size: sizeOf(term) }
    if (!alike) kept.set(behaviour, [entry])
    else if (!alike.some((other) => other.ids.join() === ids.join())) {
      const at = alike.findIndex(({ size }) => size > entry.size)
      alike.splice(at < 0 ? alike.length : at, 0, entry)
      if (alike.length > maxPerBehaviour) alike.pop()
    }
    return behaviour
  }

  const counts = () => {
    let programs = 0
    for (const list of kept.values()) programs += list.length
    return { offered, useless, forbidden, behaviours: kept.size, programs }
  }
  return { kept, add, counts }
}

function idsOf(term: Term, signature: Signature): number[] | null {
  try {
    return flatten(term, signature)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

// The generator's stock: programs of the language, one per behaviour, the shortest that was found. It grows
// by drawing from the prior, putting known programs together, changing them, and filling idioms. The same
// seed and number of draws give the same stock; wall clock never decides.
import { createRandom, type Random } from '@zooid/model'
import {
  copiedConstants,
  flatten,
  maxBound,
  type Signature,
  unflatten,
} from '../language/grammar.ts'
import { sizeOf, type Term } from '../language/term.ts'
import { behaviourOf } from './behaviour.ts'
import type { Exclusion } from './exclusion.ts'
import { compose, mutate } from './graft.ts'
import { drawIdiom } from './idioms.ts'
import { drawLiterals } from './literal-draws.ts'
import { type Draw, drawTerm, logPrior } from './prior.ts'
import { drawShape, type Shape } from './signatures.ts'

export type Program = {
  readonly shape: Shape
  readonly signature: Signature
  /** Prefix order, for `signature`. */
  readonly ids: readonly number[]
  /** Natural logarithm of its chance under the hand-made prior. */
  readonly logPrior: number
  /** Filled from an idiom. */
  readonly isIdiom: boolean
}

export type Corpus = {
  /** By behaviour. */
  readonly programs: ReadonlyMap<string, Program>
  /** Tries to add one program, and another, ... */
  readonly grow: (draws: number) => void
  readonly counts: () => CorpusCounts
}

export type CorpusCounts = {
  readonly draws: number
  readonly unique: number
  /** Draws whose behaviour is a problem's of the benchmarks. */
  readonly excluded: number
}

const maxSize = 26
/** Draws of a hundred that come from each source; the rest from the prior. */
const sources = { compose: 28, mutate: 22, idiom: 12 } as const

export function createCorpus(options: {
  readonly seed: number
  readonly exclusion?: Exclusion
  /** What it begins with. */
  readonly programs?: ReadonlyMap<string, Program>
}): Corpus {
  const { exclusion } = options
  const random = createRandom(options.seed, 'corpus')
  const programs = new Map<string, Program>()
  const byShape = new Map<string, string[]>()
  const all: string[] = []
  let draws = 0
  const excluded = new Set<string>()

  const keep = (key: string, program: Program) => {
    const known = programs.get(key)
    if (known === undefined) {
      all.push(key)
      const list = byShape.get(program.shape.key)
      if (list === undefined) byShape.set(program.shape.key, [key])
      else list.push(key)
    } else if (known.ids.length <= program.ids.length) return
    programs.set(key, program)
  }
  for (const [key, program] of options.programs ?? []) keep(key, program)

  /** Of two, the shorter: short programs are the better parts. */
  const known = (keys: readonly string[]): Program | undefined => {
    const two = [0, 1].map(() => programs.get(keys[random.below(keys.length)] ?? ''))
    const [a, b] = two
    return a && b && b.ids.length < a.ids.length ? b : a
  }
  const termOf = ({ ids, signature }: Program) => unflatten(ids, signature)

  const grow = (count: number) => {
    for (let i = 0; i < count; i++) {
      draws++
      const made = drawProgram()
      if (made === null) continue
      const { term, shape, signature, isIdiom } = made
      const { parameters, result } = shape
      if (sizeOf(term) > maxSize || !isClosed(term, parameters.length)) continue
      const key = behaviourOf(term, parameters, result)
      if (key === null || excluded.has(key)) continue
      const old = programs.get(key)
      if (old !== undefined && old.ids.length <= sizeOf(term)) continue
      if (old === undefined && exclusion?.forbids(term, shape)) {
        excluded.add(key)
        continue
      }
      const ids = flatten(term, signature)
      keep(key, { shape, signature, ids, logPrior: logPrior(ids, signature), isIdiom })
    }
  }

  const drawProgram = () => {
    const source = all.length < 200 ? 100 : random.below(100)
    const old = programs.get(all[random.below(all.length)] ?? '')
    if (source < sources.compose + sources.mutate && old !== undefined) {
      const host = source < sources.compose ? known(byShape.get(drawShape(random).key) ?? []) : old
      if (host === undefined) return null
      const { shape, signature } = host
      const draw = drawFrom(random, signature)
      const scope = shape.parameters
      if (source >= sources.compose) {
        const term = mutate(draw, termOf(host), scope)
        return term && { term, shape, signature, isIdiom: host.isIdiom }
      }
      const guest = known(all)
      if (guest === undefined) return null
      const both = { term: termOf(guest), scope: guest.shape.parameters }
      const term = compose(draw, { term: termOf(host), scope }, both)
      const joined = term && joinLiterals(term, signature, guest.signature)
      return joined && { term, shape, signature: joined, isIdiom: false }
    }
    if (source < sources.compose + sources.mutate + sources.idiom) {
      const drawn = drawIdiom(random)
      return drawn && { ...drawn, isIdiom: true }
    }
    const shape = drawShape(random)
    const signature: Signature = { ...shape, ...drawLiterals(random) }
    const term = drawTerm(drawFrom(random, signature), shape.result, shape.parameters)
    return term && { term, shape, signature, isIdiom: false }
  }

  return {
    programs,
    grow,
    counts: () => ({ draws, unique: programs.size, excluded: excluded.size }),
  }
}

function drawFrom(random: Random, signature: Signature): Draw {
  return {
    random,
    signature,
    temper: 0.55 + 0.45 * random.uniform(),
    maxDepth: 3 + random.below(4),
    maxSize: 6 + random.below(16),
  }
}

/** Literals of both that the program still uses; null when they are more than a task can have. */
function joinLiterals(term: Term, a: Signature, b: Signature): Signature | null {
  const used = new Set<unknown>()
  const visit = (at: Term): void => {
    if (at.kind === 'constant') used.add(at.value)
    else if (at.kind === 'call') at.parts.forEach(visit)
  }
  visit(term)
  const numbers = [...new Set([...a.numbers, ...b.numbers])].filter((number) => used.has(number))
  const strings = [...new Set([...a.strings, ...b.strings])].filter((string) => used.has(string))
  const fits =
    numbers.length <= copiedConstants.numbers && strings.length <= copiedConstants.strings
  return fits ? { ...a, numbers, strings } : null
}

/** Whether every parameter occurs, and every variable has a symbol: lambdas nest only so deep. */
function isClosed(term: Term, parameters: number): boolean {
  const used = new Set<number>()
  const visit = (at: Term, bound: number): boolean => {
    if (bound > maxBound) return false
    if (at.kind === 'variable') used.add(at.index)
    return (
      at.kind !== 'call' ||
      at.parts.every((part, i) => visit(part, bound + (at.production.slots[i]?.binds.length ?? 0)))
    )
  }
  if (!visit(term, 0)) return false
  for (let i = 0; i < parameters; i++) if (!used.has(i)) return false
  return true
}

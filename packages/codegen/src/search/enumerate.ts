// Bottom-up best-first enumeration: programs by growing cost, where a cost is the sum of what each symbol
// costs in the slot it stands in. Of programs that behave alike in one scope only the first is built upon.
// Levels are made when somebody asks for them, so types and lambdas the goal cannot reach cost nothing. It
// counts expressions evaluated, so that a budget of candidates finds the same on every machine.
import { leafOf, legalSymbols, productionOf, type Signature } from '../language/grammar.ts'
import type { Scope, Term } from '../language/term.ts'
import { typeOf } from '../language/term.ts'
import { elementOf, type Type } from '../language/type.ts'
import type { CodegenTask } from '../task.ts'
import { poolsOf, rowsOf } from './environments.ts'
import { fingerprint, sameRow } from './fingerprint.ts'
import { type Choices, choicesOf, type Prior } from './prior.ts'
import { evaluate, type Program, termOf, usesOf } from './program.ts'

export type SearchLimits = {
  /** Expressions evaluated. */
  readonly candidates: number
  /** Seconds of wall clock. @default none */
  readonly seconds?: number
  /** Programs that fit, at most. @default 1 */
  readonly wanted?: number
  /** How much longer to look for others after the first, as a share of the candidates so far. @default 0.1 */
  readonly patience?: number
  /** Every program of the wanted type that behaves like none before it, an answer or not. */
  readonly onProgram?: (program: Program) => void
}

export type FoundProgram = {
  readonly term: Term
  readonly size: number
  /** Mentions every parameter, as nearly all functions that people write do. */
  readonly usesAll: boolean
  /** Expressions evaluated when it was found, itself included. */
  readonly candidates: number
  /** Of these, programs of the wanted type with no lambda around them. */
  readonly programs: number
}

/** Whether the bits of `Program.uses` name every parameter. */
export function usesEvery(uses: number, { parameters }: Signature): boolean {
  const all = (1 << parameters.length) - 1
  return (uses & all) === all
}

export type SearchResult = {
  /** In the order they were found. */
  readonly found: readonly FoundProgram[]
  readonly candidates: number
  readonly programs: number
}

/** Expressions kept to build upon; what is found later is still tested. */
const maxKept = 1_500_000
const maxBoundDepth = 4
const maxTotalCost = 400
/** Candidates looked at after the first find, whatever the patience says. */
const leastPatience = 200
/** How much longer it looks when what it found leaves a parameter out. */
const partialPatience = 8

type Bank = {
  readonly scope: Scope
  readonly rows: unknown[][]
  readonly seen: Map<Type, Set<number>>
  /** By symbol, then by cost. */
  readonly levels: Map<number, (Program[] | undefined)[]>
  readonly places: Map<number, Place>
}

/** A slot of a production: what may stand there, by cost with the slot's share included. */
type Place = {
  readonly bank: Bank
  readonly choices: Choices
  readonly least: number
  readonly levels: (readonly Program[] | undefined)[]
}

/** Programs that give every example's output, cheapest first as the prior has it. */
export function enumerate(
  task: CodegenTask,
  prior: Prior,
  { candidates: maxCandidates, seconds, wanted = 1, patience = 0.1, onProgram }: SearchLimits,
): SearchResult {
  const { signature, examples } = task
  const goalType = signature.result
  const goalValues = examples.map(({ output }) => output)
  const goal = fingerprint(goalValues)
  const pools = poolsOf(task)
  const deadline =
    seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000
  const found: FoundProgram[] = []
  const banks = new Map<string, Bank>()
  let candidates = 0
  let programs = 0
  let kept = 0
  let stopAt = maxCandidates
  let isOver = false

  const bankOf = (scope: Scope): Bank => {
    const key = scope.slice(signature.parameters.length).join()
    let bank = banks.get(key)
    if (!bank) {
      const rows = rowsOf(scope, task, pools)
      bank = { scope, rows, seen: new Map(), levels: new Map(), places: new Map() }
      banks.set(key, bank)
      addLeaves(bank)
    }
    return bank
  }

  const addLeaves = (bank: Bank) => {
    const types = new Set<Type>([goalType, ...bank.scope, 'n', 's', 'b'])
    for (const type of types)
      for (const symbol of legalSymbols(type, bank.scope, signature)) {
        if (productionOf(symbol)) continue
        const leaf = leafOf(symbol, bank.scope, signature)
        const values = bank.rows.map((row) =>
          leaf.kind === 'variable' ? row[leaf.index] : leaf.kind === 'constant' ? leaf.value : null,
        )
        bank.levels.set(symbol, [[]])
        if (bank === root && type === goalType) candidates++
        const program = { symbol, parts: [], values, size: 1, uses: usesOf(symbol), step: null }
        if (admit(bank, typeOf(leaf), program)) bank.levels.get(symbol)?.[0]?.push(program)
      }
  }

  /** Whether a program behaves like none before it; on the way, whether it is an answer. */
  const admit = (bank: Bank, type: Type, program: Program): boolean => {
    const mark = fingerprint(program.values)
    if (bank === root && type === goalType) {
      programs++
      if (mark === goal && sameRow(program.values, goalValues)) accept(program)
    }
    let seen = bank.seen.get(type)
    if (!seen) {
      seen = new Set()
      bank.seen.set(type, seen)
    }
    if (seen.has(mark)) return false
    if (bank === root && type === goalType) onProgram?.(program)
    if (kept >= maxKept) return false
    kept++
    seen.add(mark)
    return true
  }

  const accept = (program: Program) => {
    const term = termOf(program, signature.parameters, signature)
    const usesAll = usesEvery(program.uses, signature)
    const longer = usesAll
      ? Math.max(leastPatience, candidates * patience)
      : candidates * partialPatience + leastPatience
    if (!found.some((other) => other.usesAll || !usesAll))
      stopAt = Math.min(maxCandidates, candidates + longer)
    found.push({ term, size: program.size, usesAll, candidates, programs })
    if (found.length >= wanted && (usesAll || found.length >= 3 * wanted)) isOver = true
  }

  const placeOf = (
    bank: Bank,
    parent: number,
    slot: number,
    type: Type,
    binds: readonly Type[],
  ) => {
    const key = parent * 8 + slot
    let place = bank.places.get(key)
    if (!place) {
      const inner = binds.length > 0 ? bankOf([...bank.scope, ...binds]) : bank
      const choices = choicesOf(prior, { parent, slot, goal: type }, inner.scope, signature)
      const least = choices.costs.reduce((a, b) => Math.min(a, b), maxTotalCost)
      place = { bank: inner, choices, least, levels: [] }
      bank.places.set(key, place)
    }
    return place
  }

  const programsIn = (place: Place, cost: number): readonly Program[] => {
    const known = place.levels[cost]
    if (known) return known
    const { ids, costs } = place.choices
    let list: Program[] = []
    let isOwn = false
    for (const [i, id] of ids.entries()) {
      const rest = cost - (costs[i] ?? 0)
      if (rest < 0) continue
      const level = levelOf(place.bank, id, rest)
      if (level.length === 0) continue
      if (list.length === 0) list = level
      else {
        if (!isOwn) list = [...list]
        isOwn = true
        for (const program of level) list.push(program)
      }
    }
    place.levels[cost] = list
    return list
  }

  /** Programs with this symbol on top whose parts cost so much. */
  const levelOf = (bank: Bank, symbol: number, cost: number): Program[] => {
    let levels = bank.levels.get(symbol)
    if (!levels) {
      levels = []
      bank.levels.set(symbol, levels)
    }
    const known = levels[cost]
    if (known) return known
    const level: Program[] = []
    levels[cost] = level
    if (!isOver) fill(bank, symbol, cost, level)
    return level
  }

  const fill = (bank: Bank, symbol: number, cost: number, level: Program[]) => {
    const production = productionOf(symbol)
    if (!production) return
    const { slots, gives } = production
    const isDeep = (binds: readonly Type[]) =>
      bank.scope.length - signature.parameters.length + binds.length > maxBoundDepth
    if (cost < slots.length || slots.some(({ binds }) => isDeep(binds))) return
    const places = slots.map(({ type, binds }, i) => placeOf(bank, symbol, i, type, binds))
    const leastAfter = places.map((_, i) =>
      places.slice(i + 1).reduce((sum, { least }) => sum + least, 0),
    )
    const isScalar = elementOf(gives) === null
    const isPlain = slots.every(({ binds }) => binds.length === 0)
    const chosen: Program[] = []
    const choose = (slot: number, rest: number) => {
      const place = places[slot]
      if (!place) {
        make(chosen.slice())
        return
      }
      const isLast = slot === places.length - 1
      const most = rest - (leastAfter[slot] ?? 0)
      for (let spent = isLast ? rest : place.least; spent <= most; spent++)
        for (const program of programsIn(place, spent)) {
          if (isOver) return
          chosen[slot] = program
          choose(slot + 1, rest - spent)
        }
    }
    const make = (parts: Program[]) => {
      let size = 1
      let uses = 0
      for (const part of parts) {
        size += part.size
        uses |= part.uses
      }
      // Arithmetic on constants makes constants nobody would write.
      if (uses === 0 && isPlain && isScalar) return
      candidates++
      if (candidates >= stopAt) isOver = true
      if ((candidates & 255) === 0 && performance.now() > deadline) isOver = true
      const values = evaluate(production, parts, bank.rows, bank.scope.length)
      if (!values) return
      const program = { symbol, parts, values, size, uses, step: null }
      if (admit(bank, gives, program)) level.push(program)
    }
    choose(0, cost)
  }

  const stackTraceLimit = Error.stackTraceLimit
  // Candidates fail by the thousand, and nobody reads where.
  Error.stackTraceLimit = 0
  let root: Bank | null = null
  try {
    const rows = rowsOf(signature.parameters, task, pools)
    root = {
      scope: signature.parameters,
      rows,
      seen: new Map(),
      levels: new Map(),
      places: new Map(),
    }
    banks.set('', root)
    addLeaves(root)
    const whole = placeOf(root, -1, 0, goalType, [])
    for (let cost = whole.least; cost <= maxTotalCost && !isOver; cost++) programsIn(whole, cost)
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
  return { found, candidates, programs }
}

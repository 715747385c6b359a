// The repair lane: mends code that is nearly right by typed edits of its syntax tree, tried with the visible
// examples, the most likely first, alone or in pairs. It learns nothing, so it is the same with and
// without a model, and it never sees hidden tests.
import {
  type Checker,
  createChecker,
  type Outline,
  outlineOf,
  type ProblemJudge,
  type Task,
} from '@zooid/judge'
import type { Sandbox } from '@zooid/sandbox'
import { visibleProblem } from '../visible-tests.ts'
import { editsOf } from './all-edits.ts'
import { type Candidate, createCandidates } from './candidates.ts'
import { applyChanges, type Change } from './change.ts'
import { type Edit, tickPlace } from './edit.ts'
import { instrument, markStatements, tickName } from './instrument.ts'
import { type Suspicion, suspicionOf } from './localise.ts'
import { probesOf } from './probes.ts'
import { readProgram } from './program.ts'
import { type Passing, rankPassing } from './rank.ts'
import { exportedNames, isWhole, type Script, scriptsOf } from './script.ts'
import { createTrier, type Trier } from './trier.ts'

export type RepairTools = {
  readonly sandbox: Sandbox
  readonly judge: ProblemJudge
  /** @default one of its own, started and closed for each task: a tenth of a second */
  readonly checker?: Checker
}

export type RepairOptions = {
  /** How many different behaviours are wanted. */
  readonly proposals: number
  /** Programs to try. @default 40000 */
  readonly maxCandidates?: number
  /** Wall-clock time; what was found until then counts. @default none, so the outcome is the same everywhere */
  readonly budgetMs?: number
  /** False tries the same edits in the order of the text and proposes the first that pass: the baseline. @default true */
  readonly isRanked?: boolean
  readonly seed?: number
}

export type Repair = {
  /** Best first. */
  readonly sources: readonly string[]
  /** Programs tried with the examples. */
  readonly candidates: number
  /** Of those, how many passed all of them. */
  readonly passing: number
  readonly edits: number
}

const maxFuel = 10_000
/** A repaired program may need more than the broken one, but not without end. */
const fuelFactor = 30
const minFuel = 500
const batch = 512
const probeCount = 32
/** What is this much less likely than the best that passes is not looked at any more. */
const costSlack = 4
const maxChecked = 192

/**
 * Programs that pass every visible example and the compiler, best first; none when the task has no starter,
 * no example that can be run, or no edit of it helps.
 */
export async function repairStarter(
  task: Task,
  tools: RepairTools,
  {
    proposals,
    maxCandidates = 40_000,
    budgetMs = Number.POSITIVE_INFINITY,
    isRanked = true,
    seed = 1,
  }: RepairOptions,
): Promise<Repair> {
  const none: Repair = { sources: [], candidates: 0, passing: 0, edits: 0 }
  const { starter } = task
  const scripts = scriptsOf(task)
  const outline = starter === null ? null : await outlineFor(starter, tools.checker)
  if (starter === null || outline === null || scripts.length === 0) return none
  const until = performance.now() + budgetMs
  const program = readProgram(starter, outline)
  const basis = instrument(program)
  const names = exportedNames(task.signature).join(', ')
  const first = createTrier({ sandbox: tools.sandbox, names, fuel: maxFuel })
  const written = (changes: readonly Change[]) =>
    applyChanges(starter, [...basis, ...changes]).replaceAll(tickPlace, `${tickName}();`)
  const expected = await expectedOf(tools.sandbox, scripts)
  const codes = scripts.map(({ code }) => code)
  const [own] = await first.outputs([written([])], codes)
  if (!own) return none
  const isPassing = expected.map((text, index) => agrees(own[index], text))

  const { changes, statements } = markStatements(program)
  const trace = await first.trace(written(changes), codes)
  const spent = trace.used.filter((amount) => amount < maxFuel)
  const fuel = Math.min(maxFuel, Math.max(minFuel, fuelFactor * Math.max(0, ...spent)))
  const trier = createTrier({ sandbox: tools.sandbox, names, fuel })
  const suspicion: Suspicion = isRanked ? suspicionOf(statements, trace.marks, isPassing) : () => 1
  const edits = editsOf(program, task.statement).map((edit) => ({
    ...edit,
    cost: edit.cost - Math.log(0.05 + 0.95 * suspicion(edit.place)),
  }))
  const queue = createCandidates(edits, isRanked)
  const seen = new Set<string>()
  const passing: Candidate[] = []
  let tried = 0
  let limit = Number.POSITIVE_INFINITY
  const isOver = () => tried >= maxCandidates || performance.now() >= until

  /** Tries candidates until those left are much less likely than the best that passed. */
  const search = async () => {
    while (!isOver()) {
      const taken = queue
        .take(Math.min(batch, maxCandidates - tried), limit)
        .filter(({ edits: parts }) => {
          const text = applyChanges(
            starter,
            parts.flatMap(({ changes }) => changes),
          )
          return !seen.has(text) && seen.add(text)
        })
      if (taken.length === 0) {
        if (queue.nextCost() > limit || queue.nextCost() === Number.POSITIVE_INFINITY) return
        continue
      }
      tried += taken.length
      const outputs = await trier.outputs(
        taken.map(({ edits: parts }) => written(parts.flatMap(({ changes }) => changes))),
        codes,
      )
      for (const [index, candidate] of taken.entries()) {
        const given = outputs[index]
        if (!given) continue
        if (expected.every((text, at) => agrees(given[at], text))) {
          passing.push(candidate)
          if (isRanked) limit = Math.min(limit, candidate.cost + costSlack)
          else if (passing.length >= proposals * 4) limit = -1
        }
        const [edit] = candidate.edits
        if (
          edit &&
          candidate.edits.length === 1 &&
          given.some((text, at) => isPassing[at] === false && text !== own[at])
        )
          queue.lead(edit)
      }
    }
  }

  const sourceOf = ({ edits: parts }: Candidate) =>
    applyChanges(
      starter,
      parts.flatMap(({ changes }) => changes),
    ).replaceAll(tickPlace, '')
  const sound: Candidate[] = []
  // The judge then checks types and runs the examples in worlds apart.
  const problem = visibleProblem({ ...task, examples: task.examples.filter(isWhole) })
  if (!problem) return none
  let checked = 0
  for (let round = 0; round < 6; round++) {
    await search()
    const fresh = passing.slice(checked)
    checked = passing.length
    if (isRanked) fresh.sort((a, b) => a.cost - b.cost)
    const chosen = fresh.slice(0, maxChecked)
    const verdicts = await tools.judge.judgeAll(problem, chosen.map(sourceOf))
    for (const [index, candidate] of chosen.entries())
      if (verdicts[index]?.kind === 'pass') sound.push(candidate)
    if (
      isOver() ||
      queue.nextCost() === Number.POSITIVE_INFINITY ||
      sound.length >= proposals * (isRanked ? 3 : 1)
    )
      break
    limit = isRanked ? Math.max(limit, queue.nextCost()) + 1 : Number.POSITIVE_INFINITY
  }

  const sources = isRanked
    ? await ranked(task, trier, sound, sourceOf, written, seed)
    : sound.map(sourceOf)
  return {
    sources: sources.slice(0, proposals),
    candidates: tried,
    passing: passing.length,
    edits: edits.length,
  }
}

async function ranked(
  task: Task,
  trier: Trier,
  sound: readonly Candidate[],
  sourceOf: (candidate: Candidate) => string,
  written: (changes: readonly Change[]) => string,
  seed: number,
): Promise<string[]> {
  const probes = probesOf(task, probeCount, seed)
  const changesOf = ({ edits }: Candidate) => edits.flatMap(({ changes }: Edit) => changes)
  const [ofStarter, ...answers] = await trier.outputs(
    [written([]), ...sound.map((candidate) => written(changesOf(candidate)))],
    probes,
  )
  const passing: Passing[] = sound.map((candidate, index) => ({
    source: sourceOf(candidate),
    cost: candidate.cost,
    answers: answers[index] ?? [],
  }))
  return rankPassing(passing, ofStarter ?? [])
}

/** What the examples want, written the way outputs are; null for a throw. */
async function expectedOf(
  sandbox: Sandbox,
  scripts: readonly Script[],
): Promise<(string | null)[]> {
  const wanted = scripts.map(({ expected }) => `(() => ${expected ?? 'null'})`)
  const [outputs] = await createTrier({ sandbox, names: '', fuel: maxFuel }).outputs(
    ['const unused = 0'],
    wanted,
  )
  return scripts.map(({ expected }, index) =>
    expected === null ? null : (outputs?.[index] ?? '!missing'),
  )
}

function agrees(given: string | undefined, expected: string | null): boolean {
  if (given === undefined) return false
  return expected === null
    ? given.startsWith('!threw')
    : given === expected && !given.startsWith('!')
}

async function outlineFor(source: string, checker: Checker | undefined): Promise<Outline | null> {
  if (checker) return outlineOf(checker, source)
  const own = createChecker({ deadlineMs: 10_000 })
  try {
    return await outlineOf(own, source)
  } finally {
    await own.close()
  }
}

// A training run in a folder: the corpus is made once and kept, training is saved every few minutes and goes
// on where it stopped, and the weights so far lie beside it for whoever wants to try them.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ZooidError } from '@zooid/base'
import type { Kernel } from '@zooid/kernel'
import { createRandom, decodeCheckpoint, encodeCheckpoint, type Network } from '@zooid/model'
import { createSourceEncoding } from '../encoding/source.ts'
import { grammarHash } from '../language/grammar.ts'
import { createCorpus, type Program } from '../tasks/corpus.ts'
import { describableWords } from '../tasks/describe.ts'
import { createExclusion, parseForbidden } from '../tasks/exclusion.ts'
import { codegenGenome, type Size } from './architecture.ts'
import { corpusText, hashOf, parseCorpus } from './corpus-file.ts'
import { fitRuleHead, type RuleFit } from './fit-rules.ts'
import type { RuleTable } from './rule-table.ts'
import { createStock, drawItems } from './stream.ts'
import {
  type TrainingHooks,
  type TrainingPlan,
  type TrainingPoint,
  type TrainingProgress,
  trainGuide,
} from './training.ts'
import { encodeWeights, type WeightsManifest } from './weights-file.ts'

export type FolderRun = {
  readonly folder: string
  readonly seed: number
  readonly size: Size
  readonly until: TrainingPlan['until']
  readonly learningRate: number
  /** Programs drawn for the corpus, when the folder has none. */
  readonly draws: number
  /** Text of the exclusion list, null for none. */
  readonly exclusion: string | null
  /** How the run was asked for, for the manifest. */
  readonly command: string
  readonly resume: boolean
}

export type FolderHooks = Pick<TrainingHooks, 'now' | 'onProgress' | 'onPoint' | 'signal'> & {
  readonly onCorpus?: (draws: number, unique: number) => void
  /** Makes a picture of the curve. */
  readonly svg?: (points: readonly TrainingPoint[]) => string
}

export type FolderResult = {
  readonly finished: boolean
  readonly parameters: number
  readonly manifest: WeightsManifest['training']
  readonly points: readonly TrainingPoint[]
}

type CorpusNotes = {
  readonly draws: number
  readonly excluded: number
  readonly met: readonly string[]
  readonly exclusionHash: string | null
}

type RunNotes = {
  readonly format: 'zooid.codegen-run.1'
  readonly grammarHash: string
  readonly dataHash: string
  readonly seed: number
  readonly size: Size
  readonly until: TrainingPlan['until']
  readonly learningRate: number
  readonly words: readonly string[]
  readonly minutes: number
  readonly step: number
  readonly points: readonly TrainingPoint[]
}

const batchSize = 32
const drawsAtATime = 50_000
const fittedTasks = 8_000

/** @throws {CodegenRunError} when there is a run already, or the one to go on with is of another kind */
export async function trainInFolder(
  kernel: Kernel,
  run: FolderRun,
  hooks: FolderHooks,
): Promise<FolderResult> {
  const { folder } = run
  const weightsFolder = join(folder, 'weights')
  await mkdir(weightsFolder, { recursive: true })
  const old = await readRun(folder)
  if (old !== null && !run.resume)
    throw new CodegenRunError(`there is a run in ${folder} already`, 'go on with it: --resume')
  if (old === null && run.resume) throw new CodegenRunError(`there is no run in ${folder}`)
  const corpus = await corpusOf(run, hooks)
  if (old !== null && (old.grammarHash !== grammarHash || old.dataHash !== corpus.hash))
    throw new CodegenRunError(
      `the run in ${folder} began with another ${old.grammarHash === grammarHash ? 'corpus' : 'language'}`,
    )
  const plan: TrainingPlan = {
    size: old?.size ?? run.size,
    seed: old?.seed ?? run.seed,
    until: run.until,
    words: old?.words ?? describableWords(),
    learningRate: old?.learningRate ?? run.learningRate,
  }
  const genome = codegenGenome(plan.size, createSourceEncoding(plan.words).vocabulary)
  const manifestOf = ({ step, minutes }: TrainingProgress): WeightsManifest['training'] => ({
    command: run.command,
    seed: plan.seed,
    steps: step,
    minutes: Math.round(minutes * 100) / 100,
    examples: step * batchSize,
    dataHash: corpus.hash,
    programs: corpus.programs.size,
    excludedProblems: corpus.notes.met.length,
    excludedBehaviours: corpus.notes.excluded,
    exclusionHash: corpus.notes.exclusionHash,
    ruleFit: null,
  })
  const save = async (progress: TrainingProgress, table: RuleTable) => {
    const { state, points, minutes, step } = progress
    const about = {
      genome,
      tokenizerHash: `0x${grammarHash}`,
      ancestorHash: null,
      dataHash: `0x${corpus.hash}`,
      seed: plan.seed,
      step,
    } as const
    const checkpoint = encodeCheckpoint({
      manifest: about,
      weights: state.weights,
      training: { optimizer: state.optimizer, random: state.random },
    })
    await write(folder, 'checkpoint.safetensors', checkpoint)
    const notes: RunNotes = {
      format: 'zooid.codegen-run.1',
      grammarHash,
      dataHash: corpus.hash,
      ...plan,
      minutes,
      step,
      points,
    }
    await write(folder, 'run.json', `${JSON.stringify(notes)}\n`)
    await saveWeights(progress, table, null)
  }
  const saveWeights = async (progress: TrainingProgress, table: RuleTable, fit: RuleFit | null) => {
    const { state, points } = progress
    const { size, words } = plan
    const training = { ...manifestOf(progress), ruleFit: fit }
    const files = encodeWeights(state.weights, table, { size, words, trust: 1, training })
    for (const [name, bytes] of files) await write(weightsFolder, name, bytes)
    const curve = { ...training, size, points }
    await write(weightsFolder, 'curve.json', `${JSON.stringify(curve, null, 1)}\n`)
    if (hooks.svg !== undefined) await write(weightsFolder, 'curve.svg', hooks.svg(points))
  }
  const begun = old === null ? undefined : await progressOf(folder, old)
  const end = await trainGuide(kernel, corpus.programs, plan, { ...hooks, save }, begun)
  const { network, table } = end
  const { parameters } = network
  const fit = fitToRules(network, table, corpus.programs, plan)
  const fitted = { ...end, state: { ...end.state, weights: network.readWeights() } }
  await saveWeights(fitted, table, fit)
  network.close()
  const finished =
    'steps' in plan.until ? end.step >= plan.until.steps : end.minutes >= plan.until.minutes
  return {
    finished,
    parameters,
    manifest: { ...manifestOf(end), ruleFit: fit },
    points: end.points,
  }
}

/** The last step of training: the rule head over the finished encoder. */
function fitToRules(
  network: Network,
  table: RuleTable,
  programs: ReadonlyMap<string, Program>,
  { seed, words }: Pick<TrainingPlan, 'seed' | 'words'>,
): RuleFit {
  const stock = createStock(programs)
  const encoding = createSourceEncoding(words)
  const random = createRandom(seed, 'rule-fit')
  const training = drawItems(stock.draw, encoding, random, fittedTasks)
  const heldOut = drawItems(stock.drawHeldOut, encoding, random, fittedTasks / 16)
  return fitRuleHead(network, table, training, heldOut, seed)
}

async function progressOf(folder: string, notes: RunNotes): Promise<TrainingProgress> {
  const { weights, training, manifest } = decodeCheckpoint(
    await readFile(join(folder, 'checkpoint.safetensors')),
  )
  if (training === undefined || manifest.step !== notes.step)
    throw new CodegenRunError(`run.json and checkpoint.safetensors in ${folder} differ`)
  const { points, minutes, step } = notes
  return { state: { weights, ...training }, points, minutes, step }
}

type StoredCorpus = {
  readonly programs: ReadonlyMap<string, Program>
  readonly hash: string
  readonly notes: CorpusNotes
}

async function corpusOf(run: FolderRun, hooks: FolderHooks): Promise<StoredCorpus> {
  const { folder, seed, draws, exclusion } = run
  const text = await readIfThere(join(folder, 'corpus.jsonl'))
  const exclusionHash = exclusion === null ? null : hashOf(exclusion)
  if (text !== null) {
    const notes = JSON.parse(
      (await readIfThere(join(folder, 'corpus.json'))) ?? 'null',
    ) as CorpusNotes
    if (exclusion !== null && notes?.exclusionHash !== exclusionHash)
      throw new CodegenRunError(`the corpus in ${folder} was made with another exclusion list`)
    const { programs } = parseCorpus(text)
    return { programs, hash: hashOf(text), notes }
  }
  const rules = exclusion === null ? undefined : createExclusion(parseForbidden(exclusion))
  const made = createCorpus({ seed, ...(rules === undefined ? {} : { exclusion: rules }) })
  while (made.counts().draws < draws && hooks.signal?.aborted !== true) {
    made.grow(Math.min(drawsAtATime, draws - made.counts().draws))
    const counts = made.counts()
    hooks.onCorpus?.(counts.draws, counts.unique)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const counts = made.counts()
  const whole = corpusText(made.programs)
  const { excluded } = counts
  const notes = { draws: counts.draws, excluded, met: rules?.met() ?? [], exclusionHash }
  await write(folder, 'corpus.json', `${JSON.stringify(notes)}\n`)
  await write(folder, 'corpus.jsonl', whole)
  return { programs: parseCorpus(whole).programs, hash: hashOf(whole), notes }
}

async function readRun(folder: string): Promise<RunNotes | null> {
  const text = await readIfThere(join(folder, 'run.json'))
  if (text === null) return null
  const notes = JSON.parse(text) as RunNotes
  if (notes.format !== 'zooid.codegen-run.1')
    throw new CodegenRunError(`${folder}/run.json is no run`)
  return notes
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Whole or not at all. */
async function write(folder: string, name: string, bytes: Uint8Array | string): Promise<void> {
  const path = join(folder, name)
  await writeFile(`${path}.part`, bytes)
  await rename(`${path}.part`, path)
}

/** A folder does not hold what a run needs. */
export class CodegenRunError extends ZooidError {
  override readonly name = 'CodegenRunError'
  constructor(message: string, hint?: string) {
    super('codegen.run', message, { status: 409, ...(hint === undefined ? {} : { hint }) })
  }
}

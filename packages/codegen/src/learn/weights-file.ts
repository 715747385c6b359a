// A trained guide on disk: `model.safetensors` (bf16), `rules.safetensors` and `codegen.json`, which says
// what they were trained on and for which table. Reading refuses what does not belong together.
import { isHex32, ZooidError } from '@zooid/base'
import {
  decodeCheckpoint,
  encodeCheckpoint,
  readSafetensors,
  type Weights,
  writeSafetensors,
} from '@zooid/model'
import { placeCount } from '../encoding/cursor.ts'
import { createSourceEncoding } from '../encoding/source.ts'
import { grammarHash, symbolCount } from '../language/grammar.ts'
import { codegenGenome, type Size } from './architecture.ts'
import { hashOf } from './corpus-file.ts'
import type { RuleTable } from './rule-table.ts'

export const weightFiles = {
  manifest: 'codegen.json',
  model: 'model.safetensors',
  rules: 'rules.safetensors',
} as const

/** Raised whenever features, places or the meaning of the files change. */
export const encodingVersion = 1

export type WeightsManifest = {
  readonly format: 'zooid.codegen.1'
  readonly encoding: number
  readonly grammarHash: string
  readonly size: Size
  /** Words that have a feature, in order. */
  readonly words: readonly string[]
  /** Exponent on the rule head, see rule-weights.ts. */
  readonly trust: number
  /** SHA-256 of the two files. */
  readonly modelHash: string
  readonly rulesHash: string
  /** How it came to be. */
  readonly training: {
    readonly command: string
    readonly seed: number
    readonly steps: number
    readonly minutes: number
    readonly examples: number
    /** Of the corpus file. */
    readonly dataHash: string
    readonly programs: number
    readonly excludedProblems: number
    readonly excludedBehaviours: number
    readonly exclusionHash: string | null
    /** Nats per symbol of the rule weights before and after the last step; null before it. */
    readonly ruleFit: { readonly before: number; readonly after: number } | null
  }
}

export type StoredGuide = {
  readonly manifest: WeightsManifest
  readonly weights: Weights
  readonly table: RuleTable
}

/** Reads one file of the folder. */
export type ReadFile = (name: string) => Promise<Uint8Array>

/** The bytes of the three files by name. */
export function encodeWeights(
  weights: Weights,
  table: RuleTable,
  about: Pick<WeightsManifest, 'size' | 'words' | 'trust' | 'training'>,
): ReadonlyMap<string, Uint8Array> {
  const { seed, steps, dataHash } = about.training
  const model = encodeCheckpoint(
    {
      manifest: {
        genome: codegenGenome(about.size, createSourceEncoding(about.words).vocabulary),
        tokenizerHash: `0x${grammarHash}`,
        ancestorHash: null,
        dataHash: `0x${dataHash}`,
        seed,
        step: steps,
      },
      weights,
    },
    'bf16',
  )
  const rules = writeSafetensors({
    tensors: new Map([
      ['bigram', { dtype: 'BF16', shape: [placeCount, symbolCount], data: table.bigram }],
      ['classes', { dtype: 'BF16', shape: [2 * symbolCount], data: table.classes }],
    ]),
    metadata: new Map([['grammar_hash', grammarHash]]),
  })
  const manifest: WeightsManifest = {
    format: 'zooid.codegen.1',
    encoding: encodingVersion,
    grammarHash,
    ...about,
    modelHash: hashOf(model),
    rulesHash: hashOf(rules),
  }
  return new Map([
    [weightFiles.manifest, new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`)],
    [weightFiles.model, model],
    [weightFiles.rules, rules],
  ])
}

/** @throws {GuideError | CheckpointError | ManifestError | SafetensorsError} */
export async function decodeWeights(read: ReadFile): Promise<StoredGuide> {
  const manifest = parseManifest(new TextDecoder().decode(await read(weightFiles.manifest)))
  if (manifest.grammarHash !== grammarHash)
    throw new GuideError(
      'grammar',
      `the weights were trained on the table ${manifest.grammarHash.slice(0, 12)}, this one is ${grammarHash.slice(0, 12)}`,
    )
  if (manifest.encoding !== encodingVersion)
    throw new GuideError('encoding', `the weights read encoding ${manifest.encoding}`)
  const [model, rules] = [await read(weightFiles.model), await read(weightFiles.rules)]
  for (const [name, bytes, wanted] of [
    [weightFiles.model, model, manifest.modelHash],
    [weightFiles.rules, rules, manifest.rulesHash],
  ] as const)
    if (hashOf(bytes) !== wanted)
      throw new GuideError('hash', `${name} is not the file that codegen.json names`)
  const { weights } = decodeCheckpoint(model)
  const { tensors } = readSafetensors(rules)
  const tensor = (name: string, length: number) => {
    const data = tensors.get(name)?.data
    if (data?.length !== length) throw new GuideError('rules', `${name} has not ${length} numbers`)
    return data
  }
  const table = {
    bigram: tensor('bigram', placeCount * symbolCount),
    classes: tensor('classes', 2 * symbolCount),
  }
  return { manifest, weights, table }
}

function parseManifest(text: string): WeightsManifest {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (cause) {
    throw new GuideError('manifest', 'codegen.json is no JSON', { cause })
  }
  const bad = (field: string): never => {
    throw new GuideError('manifest', `codegen.json has no valid ${field}`)
  }
  if (typeof raw !== 'object' || raw === null) return bad('object')
  const given = raw as { readonly [field in keyof WeightsManifest]?: unknown }
  if (given.format !== 'zooid.codegen.1') bad('format')
  for (const field of ['grammarHash', 'modelHash', 'rulesHash'] as const)
    if (!isHex32(`0x${given[field]}`)) bad(field)
  const { words, size, trust } = given
  if (!Array.isArray(words) || words.length > 5000 || !words.every((w) => typeof w === 'string'))
    bad('words')
  const sizes = typeof size === 'object' && size !== null ? Object.entries(size) : []
  for (const field of ['dim', 'encoderLayers', 'decoderLayers'])
    if (!sizes.some(([name, n]) => name === field && Number.isInteger(n) && n > 0 && n <= 4096))
      bad('size')
  if (typeof trust !== 'number' || !(trust >= 0 && trust <= 4)) bad('trust')
  if (typeof given.training !== 'object' || given.training === null) bad('training')
  return raw as WeightsManifest
}

export type GuideReason = 'grammar' | 'encoding' | 'hash' | 'rules' | 'manifest' | 'missing'

/** Weights that do not fit this program or each other. */
export class GuideError extends ZooidError {
  override readonly name = 'GuideError'
  readonly reason: GuideReason
  constructor(reason: GuideReason, message: string, options: { readonly cause?: unknown } = {}) {
    super(`codegen.weights.${reason}`, message, {
      hint: 'train anew: zooid codegen train; or use the weights that came with this version',
      status: 422,
      ...options,
    })
    this.reason = reason
  }
}

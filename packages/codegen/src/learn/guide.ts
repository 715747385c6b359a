// A trained network as the search uses it: rule weights from one look at a task, and a decoder that walks a
// beam of programs symbol by symbol, always within what the grammar allows. It finds nothing by itself.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createKernel, type Kernel, type KernelOptions } from '@zooid/kernel'
import { createDecoder, createNetwork, type Decoder, type Network } from '@zooid/model'
import { advance, type Cursor, legalAt, startCursor } from '../encoding/cursor.ts'
import { createSourceEncoding, maxPositions, sourceBag } from '../encoding/source.ts'
import { maxSymbols, targetBag, writePosition } from '../encoding/target.ts'
import { symbolCount } from '../language/grammar.ts'
import type { CodegenTask } from '../task.ts'
import { codegenGenome } from './architecture.ts'
import { logSum, type RuleWeights, weighRules } from './rule-weights.ts'
import { decodeWeights, GuideError, type ReadFile, type StoredGuide } from './weights-file.ts'

export type { RuleWeights } from './rule-weights.ts'

export type Guide = {
  readonly grammarHash: string
  readonly manifest: StoredGuide['manifest']
  /** One look at the task: log-weights for all symbols in all places. */
  readonly rules: (task: CodegenTask) => RuleWeights
  /** The same from the corpus alone, without the network: the bigram baseline. */
  readonly corpusRules: RuleWeights
  /** A decoder over `beams` rows that begin alike; one task at a time per number of beams. */
  readonly begin: (task: CodegenTask, beams: number) => Walk
  /** Gives the memory back. */
  readonly close: () => Promise<void>
}

export type Walk = {
  /**
   * Gives every row its next symbol; below 0 or after the end of its program a row rests.
   * @throws {RangeError} when the grammar does not allow the symbol there, or a program is too long
   */
  readonly step: (symbols: Int32Array) => void
  /** (symbolCount) what comes next in a row; -Infinity where the grammar forbids, everywhere after the end. */
  readonly logProbs: (row: number) => Float32Array
  /** Row r becomes a copy of row parents[r]. */
  readonly reorder: (parents: Int32Array) => void
  readonly isWhole: (row: number) => boolean
  readonly close: () => void
}

export type GuideOptions = {
  /** For bundles, whose modules lie elsewhere. */
  readonly readWasm?: NonNullable<KernelOptions['readWasm']>
}

/**
 * @param from a folder, or what reads its files by name
 * @throws {GuideError | CheckpointError | ManifestError | SafetensorsError}
 */
export async function openGuide(
  from: string | ReadFile,
  { readWasm }: GuideOptions = {},
): Promise<Guide> {
  const stored = await decodeWeights(typeof from === 'string' ? folderReader(from) : from)
  const kernel = await createKernel(readWasm === undefined ? {} : { readWasm })
  return guideFrom(kernel, stored)
}

function folderReader(folder: string): ReadFile {
  return async (name) => {
    try {
      return await readFile(join(folder, name))
    } catch (cause) {
      throw new GuideError('missing', `${name} cannot be read from ${folder}`, { cause })
    }
  }
}

/** Over a kernel that the guide then owns. */
export function guideFrom(kernel: Kernel, { manifest, weights, table }: StoredGuide): Guide {
  const encoding = createSourceEncoding(manifest.words)
  const network = createNetwork(kernel, codegenGenome(manifest.size, encoding.vocabulary))
  network.writeWeights(weights)
  const decoders = new Map<number, Decoder>()
  const decoderFor = (beams: number) => {
    const known = decoders.get(beams)
    if (known !== undefined) return known
    const made = createDecoder(network, {
      beams,
      sourceLength: maxPositions,
      maxLength: maxSymbols,
    })
    decoders.set(beams, made)
    return made
  }
  const sourceOf = (task: CodegenTask) => {
    const source = new Int32Array(maxPositions * sourceBag)
    source.set(encoding.encode(task))
    return source
  }
  return {
    grammarHash: manifest.grammarHash,
    manifest,
    corpusRules: weighRules(table, null, manifest.trust),
    rules: (task) => {
      const decoder = decoderFor(1)
      decoder.start(sourceOf(task))
      return weighRules(table, decoder.head() ?? null, manifest.trust)
    },
    begin: (task, beams) => walk(network, decoderFor(beams), task, sourceOf(task)),
    close: async () => {
      for (const decoder of decoders.values()) decoder.close()
      network.close()
      await kernel.close()
    },
  }
}

function walk(network: Network, decoder: Decoder, task: CodegenTask, source: Int32Array): Walk {
  const { rows } = decoder
  let cursors: Cursor[] = Array.from({ length: rows }, () => startCursor(task.signature))
  const bags = new Int32Array(rows * targetBag)
  const read = () => {
    bags.fill(0)
    for (const [row, cursor] of cursors.entries()) writePosition(cursor, bags, row * targetBag)
    decoder.step(bags)
  }
  decoder.start(source)
  read()
  return {
    step: (symbols) => {
      cursors = cursors.map((cursor, row) => {
        const symbol = symbols[row] ?? -1
        if (symbol < 0 || cursor.hole === null) return cursor
        if (!legalAt(cursor).includes(symbol))
          throw new RangeError(`symbol ${symbol} may not stand in row ${row} here`)
        return advance(cursor, symbol)
      })
      if (decoder.position() >= maxSymbols)
        throw new RangeError(`a program has at most ${maxSymbols} symbols`)
      read()
    },
    logProbs: (row) => {
      const made = new Float32Array(symbolCount).fill(Number.NEGATIVE_INFINITY)
      const cursor = cursors[row]
      if (cursor === undefined || cursor.hole === null) return made
      const logits = network.kernel.f32(decoder.logits(row))
      const legal = legalAt(cursor)
      const offset = logSum(legal.map((symbol) => logits[symbol + 1] ?? 0))
      for (const symbol of legal) made[symbol] = (logits[symbol + 1] ?? 0) - offset
      return made
    },
    reorder: (parents) => {
      decoder.reorder(parents)
      const before = cursors
      cursors = Array.from(parents, (parent) => before[parent] as Cursor)
    },
    isWhole: (row) => cursors[row]?.hole === null,
    close: () => {},
  }
}

// From options to a running module: which builds this engine takes, compiled, tested and, when the caller
// leaves the choice open, timed. Falls back from relaxed to simd128 to scalar; only when none gives right
// results does it throw.
import { messageOf, ZooidError } from '@zooid/base'
import { detectFeatures, type Features } from './features.ts'
import type { OpName } from './op-names.ts'
import {
  type Bench,
  givesRightLoops,
  givesRightResults,
  tileNames,
  timeTiles,
} from './self-test.ts'
import {
  compile,
  Instance,
  Memory,
  pageBytes,
  type WasmFunction,
  type WasmGlobal,
  type WasmMemory,
  type WasmModule,
} from './webassembly.ts'

export type BuildName = 'scalar' | 'simd128' | 'relaxed'

export type Candidate = {
  readonly build: BuildName
  readonly tile: string
  /** GFLOP/s on one thread; undefined when it was not timed. */
  readonly gflops: number | undefined
}

export type Loaded = {
  readonly build: BuildName
  readonly module: WasmModule
  readonly features: Features & { readonly revectorize: boolean }
  /** Index of the chosen register tile. */
  readonly tile: number
  readonly tried: readonly Candidate[]
  /** Why a build was passed over, one line each. */
  readonly refused: readonly string[]
}

export type LoadOptions = {
  readonly build: BuildName | undefined
  readonly readWasm: (build: BuildName) => Promise<Uint8Array>
  /** Switches engine features on before anything is compiled. */
  readonly allow: { readonly relaxedSimd: () => void; readonly revectorize: () => boolean }
}

export type Attached = {
  readonly ops: Readonly<Record<OpName, WasmFunction>>
  readonly heapBase: number
  readonly stackPointer: WasmGlobal
}

/** Tiles worth timing: four rows always work; the rest depends on the registers of the engine. */
const narrowTiles = [0, 2]
const wideTiles = [2, 4, 5]

/** @throws KernelUnsupportedError when no build gives right results */
export async function load(options: LoadOptions): Promise<Loaded> {
  if (!detectFeatures().relaxedSimd && options.build !== 'simd128') options.allow.relaxedSimd()
  const found = detectFeatures()
  const wantsWide = found.relaxedSimd && options.build !== 'scalar'
  const features = { ...found, revectorize: wantsWide && options.allow.revectorize() }
  const refused: string[] = []
  const tried: Candidate[] = []
  for (const build of buildsFor(features, options.build)) {
    try {
      const bytes = await options.readWasm(build)
      const module = await compile(features.sharedMemory ? bytes : withoutSharing(bytes))
      const tile = chooseTile(build, module, features, tried)
      if (tile !== undefined) return { build, module, features, tile, tried, refused }
      refused.push(`${build}: wrong results`)
    } catch (error) {
      refused.push(`${build}: ${messageOf(error)}`)
    }
  }
  throw new KernelUnsupportedError(refused)
}

function buildsFor(features: Features, wanted: BuildName | undefined): readonly BuildName[] {
  if (wanted) return [wanted]
  if (features.relaxedSimd) return ['relaxed', 'simd128', 'scalar']
  return features.simd ? ['simd128', 'scalar'] : ['scalar']
}

function chooseTile(
  build: BuildName,
  module: WasmModule,
  features: Loaded['features'],
  tried: Candidate[],
): number | undefined {
  const bench = benchFor(module, features.sharedMemory)
  const wanted = build === 'scalar' ? [0] : features.revectorize ? wideTiles : narrowTiles
  const right = wanted.filter((tile) => givesRightResults(bench, tile))
  // Nothing to choose from, nothing to time.
  const timed = right.length > 1 ? timeTiles(bench, right) : []
  for (const [i, tile] of right.entries())
    tried.push({ build, tile: tileNames[tile] ?? '', gflops: timed[i] })
  const chosen = right[timed.indexOf(Math.max(...timed))] ?? right[0]
  // A second look after the timing: by now the engine's optimising compiler has replaced the code.
  const stays = chosen !== undefined && givesRightResults(bench, chosen) && givesRightLoops(bench)
  return stays ? chosen : undefined
}

function benchFor(module: WasmModule, shared: boolean): Bench {
  const memory = new Memory({ initial: 32, maximum: 32, shared })
  const { ops, heapBase } = attach(module, memory)
  const scratch = Math.ceil(heapBase / 64) * 64
  const scratchBytes = 4 * ops.gemm_scratch()
  return { ops, memory: () => memory.buffer, scratch, scratchBytes }
}

export function attach(module: WasmModule, memory: WasmMemory): Attached {
  const { exports } = new Instance(module, { env: { memory } })
  const symbols = exports as { __heap_base: WasmGlobal; __stack_pointer: WasmGlobal }
  return {
    ops: exports as Attached['ops'],
    heapBase: symbols.__heap_base.value,
    stackPointer: symbols.__stack_pointer,
  }
}

export function createMemory(maxBytes: number, shared: boolean): WasmMemory {
  const maximum = Math.min(65_536, Math.floor(maxBytes / pageBytes))
  return new Memory({ initial: Math.min(initialPages, maximum), maximum, shared })
}

const initialPages = 32

/**
 * The same module for engines that do not let us share memory: the flag of the imported memory goes from
 * "shared, with maximum" to "with maximum". The linker wrote the import `env.memory` once.
 */
export function withoutSharing(wasm: Uint8Array): Uint8Array {
  const name = [3, 0x65, 0x6e, 0x76, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 3]
  const at = wasm.findIndex((_, i) => name.every((byte, j) => wasm[i + j] === byte))
  if (at < 0) throw new KernelUnsupportedError(['the module imports no shared memory'])
  const out = wasm.slice()
  out[at + name.length - 1] = 1
  return out
}

export class KernelUnsupportedError extends ZooidError {
  override readonly name = 'KernelUnsupportedError'
  constructor(reasons: readonly string[]) {
    super('kernel.unsupported', `no kernel build runs here: ${reasons.join('; ')}`, {
      hint: 'The scalar build needs WebAssembly with bulk memory (2020 or later).',
    })
  }
}

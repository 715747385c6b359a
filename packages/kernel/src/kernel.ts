// One kernel: the chosen build, its linear memory, the arena above it and the threads that share it. Ops
// are plain functions (src/ops) that take it first. It knows no op but GEMM's scratch; what it protects is
// that every offset it hands out lies in its own memory.
import { ZooidError } from '@zooid/base'
import { type Arena, createArena } from './arena.ts'
import type { Features } from './features.ts'
import { attach, type BuildName, type Candidate, createMemory, load } from './load.ts'
import type { OpName } from './op-names.ts'
import { measurePeak } from './peak.ts'
import { tileNames } from './self-test.ts'
import { type DType, elementBytes, sizeOf, type Tensor, type TensorView } from './tensor.ts'
import {
  type StartWorker,
  singleThread,
  startThreads,
  type Threads,
  threadStackBytes,
} from './threads.ts'
import { pageBytes, type WasmFunction } from './webassembly.ts'

export type { BuildName, Candidate } from './load.ts'

export type KernelOptions = {
  /** Threads including the calling one; more than one needs shared memory. @default 1 */
  readonly threads?: number
  /** Cap of the linear memory in bytes, 8 MiB to 4 GiB. @default 1 GiB */
  readonly maxMemoryBytes?: number
  /** @default the fastest build that passes the self-test */
  readonly build?: BuildName
  /** Reads the bytes of a build. @default the files beside this package, in Node; browsers must give it */
  readonly readWasm?: (build: BuildName) => Promise<Uint8Array>
  /** Starts a thread. @default worker_threads in Node; browsers give `browserWorkers()` */
  readonly startWorker?: StartWorker
}

export type KernelInfo = {
  readonly build: BuildName
  readonly tile: string
  readonly threads: number
  readonly features: Features & { readonly revectorize: boolean }
  /** Register-only multiply-adds of this build on one thread, measured by the first call of `info`. */
  readonly peakGflops: number | undefined
  readonly tried: readonly Candidate[]
  readonly refused: readonly string[]
  readonly usedBytes: number
  readonly maxBytes: number
}

export type Kernel = {
  readonly build: BuildName
  /** The ops as compiled: offsets in bytes, dimensions, scalars. Unchecked; use src/ops. */
  readonly ops: Readonly<Record<OpName, WasmFunction>>
  readonly arena: Arena
  readonly threads: Threads
  /** Register tile for GEMM, by index. */
  readonly tile: number
  /** Offset of the GEMM scratch of a thread, 0 being the calling one. */
  readonly scratch: (thread: number) => number
  /** An uninitialised tensor from the arena. @throws ArenaFullError */
  readonly tensor: (shape: readonly number[], dtype?: DType) => Tensor
  /** The tensor's numbers, live. The view is stale after the next `tensor`, which may grow the memory. */
  readonly view: <D extends DType>(tensor: Tensor & { readonly dtype: D }) => TensorView[D]
  /** The f32 numbers of a tensor, live; the usual case of `view`. */
  readonly f32: (tensor: Tensor) => Float32Array
  readonly info: () => KernelInfo
  /** Stops the threads. Tensors stay readable. */
  readonly close: () => Promise<void>
}

const defaultMaxMemoryBytes = 2 ** 30
const minMemoryBytes = 2 ** 23
const maxThreads = 64

/**
 * @throws KernelOptionError, KernelUnsupportedError, ArenaFullError
 *
 * @example
 * const kernel = await createKernel({ threads: 2 })
 * const y = kernel.tensor([64, 128])
 */
export async function createKernel(options: KernelOptions = {}): Promise<Kernel> {
  const { threads: wanted = 1, maxMemoryBytes = defaultMaxMemoryBytes } = options
  checkRange('threads', wanted, 1, maxThreads)
  checkRange('maxMemoryBytes', maxMemoryBytes, minMemoryBytes, 2 ** 32)
  const node = isNode() ? await import('./node.ts') : undefined
  const readWasm = options.readWasm ?? node?.readWasm
  if (!readWasm) throw new KernelOptionError('readWasm', 'missing outside Node')
  const startWorker = options.startWorker ?? node?.startWorker
  const loaded = await load({
    build: options.build,
    readWasm,
    allow: {
      relaxedSimd: () => node?.allowRelaxedSimd(),
      revectorize: () => node?.allowRevectorize() ?? false,
    },
  })
  const { build, module, features, tile } = loaded
  const memory = createMemory(maxMemoryBytes, features.sharedMemory)
  const { ops, heapBase } = attach(module, memory)
  const capBytes = Math.floor(maxMemoryBytes / pageBytes) * pageBytes
  const arena = createArena(memory, heapBase, capBytes)
  const count = features.sharedMemory && startWorker ? wanted : 1
  const scratches = Array.from({ length: count }, () => arena.allocate(4 * ops.gemm_scratch()))
  const stackTops = scratches
    .slice(1)
    .map(() => arena.allocate(threadStackBytes) + threadStackBytes)
  const threads =
    count > 1 && startWorker
      ? await startThreads({ module, memory, ops, stackTops, startWorker })
      : singleThread(ops, memory)
  let peakGflops: number | undefined
  return {
    build,
    ops,
    arena,
    threads,
    tile,
    scratch: (thread) => {
      const offset = scratches[thread]
      if (offset === undefined) throw new KernelOptionError('thread', thread)
      return offset
    },
    tensor: (shape, dtype = 'f32') => ({
      offset: arena.allocate(sizeOf(shape) * elementBytes[dtype]),
      shape,
      dtype,
    }),
    view: (tensor) => viewOf(memory.buffer, tensor),
    f32: (tensor) => new Float32Array(memory.buffer, tensor.offset, sizeOf(tensor.shape)),
    info: () => {
      if (build !== 'scalar') {
        peakGflops ??= measurePeak({ relaxed: build === 'relaxed', wide: features.revectorize })
      }
      return {
        build,
        tile: tileNames[tile] ?? '',
        threads: threads.count,
        features,
        peakGflops,
        tried: loaded.tried,
        refused: loaded.refused,
        usedBytes: arena.used(),
        maxBytes: arena.maxBytes,
      }
    },
    close: threads.close,
  }
}

/** The same under the name the rest of the colony uses. */
export const Kernel = { create: createKernel } as const

function viewOf<D extends DType>(
  buffer: ArrayBuffer | SharedArrayBuffer,
  tensor: Tensor & { readonly dtype: D },
): TensorView[D] {
  const size = sizeOf(tensor.shape)
  const make: { [T in DType]: () => TensorView[T] } = {
    f32: () => new Float32Array(buffer, tensor.offset, size),
    i32: () => new Int32Array(buffer, tensor.offset, size),
    u32: () => new Uint32Array(buffer, tensor.offset, size),
    i8: () => new Int8Array(buffer, tensor.offset, size),
    u8: () => new Uint8Array(buffer, tensor.offset, size),
  }
  return make[tensor.dtype]()
}

function isNode(): boolean {
  return typeof process === 'object' && typeof process.versions?.node === 'string'
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new KernelOptionError(name, value)
  }
}

export class KernelOptionError extends ZooidError {
  override readonly name = 'KernelOptionError'
  constructor(name: string, value: number | string) {
    super('kernel.option', `${name}: ${value}`, {
      hint: `threads 1 to ${maxThreads}, maxMemoryBytes ${minMemoryBytes} to ${2 ** 32}`,
      status: 400,
    })
  }
}

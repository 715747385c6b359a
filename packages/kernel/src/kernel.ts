// One kernel: a compiled build, its linear memory, the arena above it and the threads that share it. Ops
// are plain functions (src/ops) that take it first. It knows no op; what it protects is that every
// offset it hands out lies in its own memory.
import type { Arena } from './arena.ts'
import { createArena } from './arena.ts'
import type { OpName } from './op-names.ts'
import { type DType, elementBytes, sizeOf, type Tensor, type TensorView } from './tensor.ts'
import {
  Instance,
  Memory,
  Module,
  pageBytes,
  type WasmFunction,
  type WasmGlobal,
} from './webassembly.ts'

export type BuildName = 'scalar' | 'simd128' | 'relaxed'

export type KernelOptions = {
  /** @default the fastest build that passes the self-test */
  readonly build?: BuildName
  /** Cap of the linear memory in bytes, at most 4 GiB. @default 1 GiB */
  readonly maxMemoryBytes?: number
  /** Reads the bytes of a build. @default the files beside this package, in Node */
  readonly readWasm?: (build: BuildName) => Promise<Uint8Array>
}

export type Kernel = {
  readonly build: BuildName
  /** The ops as compiled: offsets in bytes, dimensions, scalars. Unchecked; use src/ops. */
  readonly ops: Readonly<Record<OpName, WasmFunction>>
  readonly arena: Arena
  /** An uninitialised tensor from the arena. @throws ArenaFullError */
  readonly tensor: <D extends DType = 'f32'>(shape: readonly number[], dtype?: D) => Tensor
  /** The tensor's numbers, live. The view is stale after the next `tensor`, which may grow the memory. */
  readonly view: <D extends DType>(tensor: Tensor & { readonly dtype: D }) => TensorView[D]
  /** The f32 numbers of a tensor, live; the usual case of `view`. */
  readonly f32: (tensor: Tensor) => Float32Array
}

const defaultMaxMemoryBytes = 2 ** 30

export async function createKernel(options: KernelOptions = {}): Promise<Kernel> {
  const build = options.build ?? 'simd128'
  const maxMemoryBytes = options.maxMemoryBytes ?? defaultMaxMemoryBytes
  const read = options.readWasm ?? (await import('./node.ts')).readWasm
  const module = new Module(await read(build))
  const memory = new Memory({
    initial: 4,
    maximum: Math.floor(maxMemoryBytes / pageBytes),
    shared: true,
  })
  const { exports } = new Instance(module, { env: { memory } })
  const heapBase = (exports as { __heap_base: WasmGlobal }).__heap_base.value
  const arena = createArena(memory, heapBase, maxMemoryBytes)
  const view = (tensor: Tensor): TensorView[DType] => {
    const { buffer } = memory
    const size = sizeOf(tensor.shape)
    switch (tensor.dtype) {
      case 'f32':
        return new Float32Array(buffer, tensor.offset, size)
      case 'i32':
        return new Int32Array(buffer, tensor.offset, size)
      case 'u32':
        return new Uint32Array(buffer, tensor.offset, size)
      case 'i8':
        return new Int8Array(buffer, tensor.offset, size)
      case 'u8':
        return new Uint8Array(buffer, tensor.offset, size)
    }
  }
  return {
    build,
    ops: exports as Kernel['ops'],
    arena,
    tensor: (shape, dtype) => {
      const type = dtype ?? 'f32'
      return { offset: arena.allocate(sizeOf(shape) * elementBytes[type]), shape, dtype: type }
    },
    view: view as Kernel['view'],
    f32: (tensor) => new Float32Array(memory.buffer, tensor.offset, sizeOf(tensor.shape)),
  }
}

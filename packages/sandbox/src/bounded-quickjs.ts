// A QuickJS instance whose memory ends somewhere: setMemoryLimit of this build does not count buffers and
// large strings, the WASM memory's own maximum does.
import variant from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core'

export type WasmMemory = { readonly buffer: ArrayBuffer }

// Without the DOM library TypeScript knows WebAssembly as a namespace of types only.
const { Memory } = (
  globalThis as unknown as {
    WebAssembly: { Memory: new (size: { initial: number; maximum: number }) => WasmMemory }
  }
).WebAssembly

/** 64 MiB for everything a guest allocates. */
const maxPages = 1024

export async function newBoundedQuickJS(): Promise<{
  readonly memory: WasmMemory
  readonly quickjs: QuickJSWASMModule
}> {
  const memory = new Memory({ initial: 256, maximum: maxPages })
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: memory }))
  return { memory, quickjs }
}

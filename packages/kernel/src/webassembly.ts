// The part of the WebAssembly and worker globals that this package uses. The project compiles without
// the DOM library, where TypeScript knows these names as types at most; browsers and Node have the values.

export type WasmModule = { readonly __module: unique symbol }
export type WasmMemory = {
  readonly buffer: ArrayBuffer | SharedArrayBuffer
  readonly grow: (pages: number) => number
}
export type WasmGlobal = { value: number }
export type WasmFunction = (...args: number[]) => number
export type WasmExports = Readonly<Record<string, WasmFunction>>

export const { Module, Instance, Memory, validate, compile } = (
  globalThis as unknown as {
    WebAssembly: {
      Module: new (bytes: Uint8Array) => WasmModule
      Instance: new (
        module: WasmModule,
        imports?: { env: { memory: WasmMemory } },
      ) => { readonly exports: object }
      Memory: new (size: { initial: number; maximum: number; shared?: boolean }) => WasmMemory
      validate: (bytes: Uint8Array) => boolean
      compile: (bytes: Uint8Array) => Promise<WasmModule>
    }
  }
).WebAssembly

export const pageBytes = 65_536

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { attach, type BuildName, createMemory, load, withoutSharing } from './load.ts'
import { allowRelaxedSimd, readWasm } from './node.ts'
import { compile } from './webassembly.ts'

const allow = { relaxedSimd: allowRelaxedSimd, revectorize: () => false }
const flags = { relaxed: [0xfd, 0x85, 0x02], mul: [0xfd, 0xe6, 0x01], sub: [0xfd, 0xe5, 0x01] }

/** The build with every occurrence of `from` replaced: wrong arithmetic in an otherwise valid module. */
function corrupt(wasm: Uint8Array, from: readonly number[], to: readonly number[]): Uint8Array {
  const out = wasm.slice()
  for (let i = 0; i < out.length; i++) {
    if (from.every((byte, j) => out[i + j] === byte)) out.set(to, i)
  }
  return out
}

test('left alone, the loader takes the relaxed build and says what it timed', async () => {
  const loaded = await load({ build: undefined, readWasm, allow })
  expect(loaded.build).toBe('relaxed')
  expect(loaded.refused).toEqual([])
  expect(loaded.tried.length).toBeGreaterThan(1)
  expect(loaded.tried.every(({ gflops }) => gflops !== undefined && gflops > 0)).toBe(true)
})

test('a build whose results are wrong is passed over, with the reason', async () => {
  const wrong = async (build: BuildName) => {
    const wasm = await readWasm(build)
    return build === 'relaxed' ? corrupt(wasm, flags.relaxed, [0xfd, 0x86, 0x02]) : wasm
  }
  const loaded = await load({ build: undefined, readWasm: wrong, allow })
  expect(loaded.build).toBe('simd128')
  expect(loaded.refused).toEqual(['relaxed: wrong results'])
})

test('a build that does not compile is passed over, down to the scalar one', async () => {
  const broken = async (build: BuildName) => {
    const wasm = await readWasm(build)
    return build === 'scalar' ? wasm : wasm.subarray(0, 1000)
  }
  const loaded = await load({ build: undefined, readWasm: broken, allow })
  expect(loaded.build).toBe('scalar')
  expect(loaded.refused.map((line) => line.split(':')[0])).toEqual(['relaxed', 'simd128'])
})

test('when nothing runs the error names every reason', async () => {
  const nothing = async () => new Uint8Array(8)
  await expect(load({ build: undefined, readWasm: nothing, allow })).rejects.toThrow(
    /no kernel build runs here: relaxed: .*simd128: .*scalar: /,
  )
})

test('without shared memory the same bytes import a plain memory', async () => {
  const bytes = readFileSync(new URL('../wasm/simd128.wasm', import.meta.url))
  const module = await compile(withoutSharing(new Uint8Array(bytes)))
  const memory = createMemory(2 ** 23, false)
  expect(memory.buffer).toBeInstanceOf(ArrayBuffer)
  const { ops, heapBase } = attach(module, memory)
  new Float32Array(memory.buffer, heapBase, 4).set([1, 2, 3, 4])
  ops.scale(heapBase, heapBase, 4, 3)
  expect([...new Float32Array(memory.buffer, heapBase, 4)]).toEqual([3, 6, 9, 12])
})

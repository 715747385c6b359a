import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { relax } from '../bin/relax.ts'
import { assemble, op, simd } from '../src/assemble.ts'
import { allowRelaxedSimd } from '../src/node.ts'
import { validate } from '../src/webassembly.ts'

const get = op.get
const mul = op.simd(simd.mul)
const add = op.simd(simd.add)
const madd = op.simd(simd.relaxedMadd)
const nops = [1, 1, 1]
const bodyOf = (code: readonly number[]) => [...assemble(code, 4)]

allowRelaxedSimd()

test('a sum read before the product moves behind it', () => {
  const before = assemble([...get(1), ...get(2), ...get(3), ...mul, ...add, ...op.set(1)], 4)
  const { wasm, pairs } = relax(before)
  expect(pairs).toBe(1)
  expect([...wasm]).toEqual(
    bodyOf([...get(2), ...get(3), ...get(1), ...madd, ...nops, ...op.set(1)]),
  )
  expect(validate(wasm)).toBe(true)
})

test('a sum read after the product stays behind it', () => {
  const before = assemble([...get(2), ...get(3), ...mul, ...get(1), ...add, ...op.set(1)], 4)
  const { wasm, pairs } = relax(before)
  expect(pairs).toBe(1)
  expect([...wasm]).toEqual(
    bodyOf([...get(2), ...get(3), ...get(1), ...madd, ...nops, ...op.set(1)]),
  )
})

test('a sum that is not a plain local is left alone', () => {
  const nested = [...get(1), ...get(1), ...add]
  const before = assemble([...nested, ...get(2), ...get(3), ...mul, ...add, ...op.set(1)], 4)
  expect(relax(before)).toEqual({ wasm: before, pairs: 0 })
})

test('a sum written between its read and the product is left alone', () => {
  const tee = [...get(4), 0x22, 1]
  const before = assemble([...get(1), ...tee, ...get(3), ...mul, ...add, ...op.set(2)], 4)
  expect(relax(before).pairs).toBe(0)
})

test('a read on the other side of a branch target is left alone', () => {
  const block = [0x02, 0x40, 0x0b]
  const code = [...get(1), ...get(2), ...get(3), ...block, ...mul, ...add, ...op.set(1)]
  const before = assemble(code, 4)
  expect(validate(before)).toBe(true)
  expect(relax(before).pairs).toBe(0)
})

test('bytes that look like a pair inside a constant are not touched', () => {
  const inside = [...mul, ...get(1), ...add, 0, 0, 0, 0, 0, 0, 0, 0]
  const constant = [0xfd, 0x0c, ...inside.slice(0, 16)]
  const before = assemble([...constant, ...op.set(1)], 4)
  expect(validate(before)).toBe(true)
  expect(relax(before)).toEqual({ wasm: before, pairs: 0 })
})

test('nested pairs are both upgraded and give the value of the original', () => {
  // local1 += (local2 += local3 * local3) * local4
  const inner = [...get(2), ...get(3), ...get(3), ...mul, ...add]
  const code = [...get(1), ...inner, ...get(4), ...mul, ...add, ...op.set(1)]
  const { wasm, pairs } = relax(assemble(code, 4))
  expect(pairs).toBe(2)
  expect(validate(wasm)).toBe(true)
})

test('an unknown opcode stops the build', () => {
  expect(() => relax(assemble([0x27], 0))).toThrow(/opcode 0x27/)
  expect(() => relax(assemble([0xfd, 0x9a, 0x05], 0))).toThrow(/simd opcode/)
})

test('the committed relaxed build is the simd128 build with pairs upgraded, length and all', () => {
  const read = (name: string) =>
    new Uint8Array(readFileSync(new URL(`../wasm/${name}.wasm`, import.meta.url)))
  const simd128 = read('simd128')
  const { wasm, pairs } = relax(simd128)
  expect(pairs).toBeGreaterThan(150)
  expect(Buffer.from(wasm).equals(Buffer.from(read('relaxed')))).toBe(true)
  expect(validate(wasm)).toBe(true)
  expect(relax(wasm).pairs).toBe(0)
})

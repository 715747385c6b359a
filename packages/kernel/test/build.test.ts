import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceHash } from '../bin/source-hash.ts'

const read = (name: string) => readFileSync(new URL(`../wasm/${name}`, import.meta.url))
const record: {
  sourceHash: string
  files: Record<string, { bytes: number; sha256: string }>
} = JSON.parse(read('BUILD.json').toString('utf8'))

test('the committed wasm was built from these sources (else: npm run kernel:build)', () => {
  expect(record.sourceHash).toBe(sourceHash())
})

test.each(['scalar.wasm', 'simd128.wasm', 'relaxed.wasm'])(
  '%s is the file of BUILD.json',
  (name) => {
    const bytes = read(name)
    expect(record.files[name]).toEqual({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
  },
)

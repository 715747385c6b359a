import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { version } from '../src/version.ts'

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8')
const names = (text: string) => [...new Set(text.match(/ZOOID_[A-Z_]+/g))].sort()

describe('the operating guide', () => {
  it('lists exactly the environment variables the node reads', () => {
    expect(names(read('docs/operating.md'))).toEqual(names(read('apps/node/src/config.ts')))
  })
})

describe('the version', () => {
  it('is the one in package.json', () => {
    expect((JSON.parse(read('package.json')) as { version: string }).version).toBe(version)
  })
})

import { describe, expect, it } from 'vitest'
import * as artifacts from '../src/artifacts.gen.ts'
import { sourceHash } from './build.ts'

describe('the committed artifacts', () => {
  it('come from the sources, settings and compiler of this tree (else: npm run contracts:build)', () => {
    expect(artifacts.sourceHash).toBe(sourceHash())
    expect(artifacts.compilerVersion).toMatch(/^0\.8\.37\+/)
  })

  it('fit the size limit of real chains', () => {
    for (const [name, value] of Object.entries(artifacts))
      if (name.endsWith('InitCode')) expect(value.length / 2 - 1, name).toBeLessThan(24_576)
  })
})

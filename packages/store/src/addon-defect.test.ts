import { describe, expect, it } from 'vitest'
import { findAddonDefect, hasDefect } from './addon-defect.ts'

describe('the compiled SQLite addon', () => {
  it('is sound on the machine that runs the tests', () => {
    expect(findAddonDefect()).toBeNull()
  })
  it('is called faulty when it imports the symbol that only the faulty headers use', () => {
    expect(hasDefect(Buffer.from('\0_ZN4node28RemoveEnvironmentCleanupHookEPN2v8\0'))).toBe(true)
    expect(hasDefect(Buffer.from('\0_ZN4node25AddEnvironmentCleanupHookEPN2v8\0'))).toBe(false)
  })
})

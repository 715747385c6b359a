import { keccak_256 } from '@noble/hashes/sha3.js'
import { toHex } from '@zooid/base'
import { describe, expect, it } from 'vitest'
import { HashInputError, keccak256 } from './keccak.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

describe('keccak256', () => {
  it('hashes nothing and "abc" as published', () => {
    expect(toHex(keccak256(new Uint8Array(0)))).toBe(
      '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
    )
    expect(toHex(keccak256(new TextEncoder().encode('abc')))).toBe(
      '0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45',
    )
  })
  it('agrees with noble on every length it takes, whatever was hashed before', () => {
    for (let length = 0; length <= 1087; length++) {
      const bytes = random(length)
      expect(toHex(keccak256(bytes)), `${length} bytes`).toBe(toHex(keccak_256(bytes)))
    }
    for (const length of [224, 66, 64, 1087, 0, 135, 136, 137, 64]) {
      const bytes = new Uint8Array(length).fill(255)
      expect(keccak256(bytes)).toEqual(keccak_256(bytes))
    }
  })
  it('gives a digest of its own to each caller', () => {
    const first = keccak256(random(64))
    const before = toHex(first)
    keccak256(random(64))
    expect(toHex(first)).toBe(before)
  })
  it('refuses what does not fit', () => {
    expect(() => keccak256(random(1088))).toThrow(HashInputError)
  })
})

// Bytes <-> 0x-prefixed hex. Parsers of untrusted text return null instead of throwing TypeErrors.

export type Hex = `0x${string}`
/** 20-byte address. Compare with `sameAddress`: case carries only a checksum. */
export type Address = `0x${string}`

const table = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Values of hex digits by character code; signatures and nonces of every payment pass here. */
const digits: readonly (number | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  return /[0-9a-fA-F]/.test(char) ? Number.parseInt(char, 16) : undefined
})

export function toHex(bytes: Uint8Array): Hex {
  let text = '0x'
  for (const byte of bytes) text += table[byte]
  return text as Hex
}

/** Bytes of `0x…` hex with an even number of digits, else null. */
export function parseHex(text: string): Uint8Array | null {
  if (!text.startsWith('0x') || text.length % 2 !== 0) return null
  const bytes = new Uint8Array((text.length - 2) / 2)
  for (let i = 0; i < bytes.length; i++) {
    const high = digits[text.charCodeAt(2 + i * 2)]
    const low = digits[text.charCodeAt(3 + i * 2)]
    if (high === undefined || low === undefined) return null
    bytes[i] = high * 16 + low
  }
  return bytes
}

export function isAddress(text: unknown): text is Address {
  return typeof text === 'string' && /^0x[0-9a-fA-F]{40}$/.test(text)
}

export function isHex32(text: unknown): text is Hex {
  return typeof text === 'string' && /^0x[0-9a-fA-F]{64}$/.test(text)
}

export function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

// Bytes <-> 0x-prefixed hex. Parsers of untrusted text return null instead of throwing TypeErrors.

export type Hex = `0x${string}`
/** 20-byte address. Compare with `sameAddress`: case carries only a checksum. */
export type Address = `0x${string}`

const table = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function toHex(bytes: Uint8Array): Hex {
  let text = '0x'
  for (const byte of bytes) text += table[byte]
  return text as Hex
}

/** Bytes of `0x…` hex with an even number of digits, else null. */
export function parseHex(text: string): Uint8Array | null {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(text)) return null
  const bytes = new Uint8Array((text.length - 2) / 2)
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Number.parseInt(text.slice(2 + i * 2, 4 + i * 2), 16)
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

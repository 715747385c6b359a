// Standard Base64 with padding, strict: what decodes here re-encodes to the same text.

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Text of strict standard Base64 holding UTF-8, or null when it is anything else. */
export function decodeBase64Utf8(text: string): string | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  try {
    return strictUtf8.decode(Buffer.from(text, 'base64'))
  } catch {
    return null
  }
}

export function encodeBase64Utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

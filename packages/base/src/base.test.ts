import { describe, expect, it } from 'vitest'
import {
  canonicalJson,
  checkForeignUrl,
  decodeBase64Utf8,
  encodeBase64Utf8,
  formatAmount,
  isPublicIp,
  parseAtomic,
  parseHex,
  parseJson,
  parsePrice,
  systemClock,
  systemRng,
  toHex,
} from './index.ts'

describe('amounts', () => {
  it('parses dollars into atomic units and back', () => {
    expect(parsePrice('$0.001', 6)).toBe(1000n)
    expect(parsePrice('12', 6)).toBe(12_000_000n)
    expect(formatAmount(1500n, 6)).toBe('0.0015')
    expect(formatAmount(0n, 6)).toBe('0')
    expect(formatAmount(-2_000_000n, 6)).toBe('-2')
  })
  it.each(['', '-1', '1e3', ' 1', '0x1', '$', '1.', '1.1234567', '9'.repeat(14)])(
    'refuses %j as a price',
    (text) => {
      expect(() => parsePrice(text, 6)).toThrow(/price|decimals/)
    },
  )
  it.each([
    '',
    '01',
    '+1',
    '-1',
    '1.0',
    '1e3',
    ' 1',
    '9'.repeat(79),
    1,
    null,
    (2n ** 256n).toString(),
  ])('refuses %j as an atomic amount', (text) => expect(parseAtomic(text)).toBeNull())
  it('refuses two million digits without blocking', () => {
    const startedAt = performance.now()
    expect(parseAtomic('9'.repeat(2_000_000))).toBeNull()
    expect(performance.now() - startedAt).toBeLessThan(50)
  })
})

describe('codecs', () => {
  it('round-trips hex', () => {
    expect(toHex(new Uint8Array([0, 255, 16]))).toBe('0x00ff10')
    expect(parseHex('0x00ff10')).toEqual(new Uint8Array([0, 255, 16]))
    expect(parseHex('0x0')).toBeNull()
    expect(parseHex('00')).toBeNull()
  })
  it('decodes only strict base64 of valid UTF-8', () => {
    expect(decodeBase64Utf8(encodeBase64Utf8('grüße'))).toBe('grüße')
    for (const bad of ['a', 'ab=c', '_-__', '/w==', 'ab c'])
      expect(decodeBase64Utf8(bad)).toBeNull()
  })
  it('sorts keys in canonical JSON at every level', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe(
      '{"a":"x","b":[{"c":null,"d":1}]}',
    )
  })
  it('refuses deep or large JSON before parsing it', () => {
    const limits = { maxBytes: 100_000, maxDepth: 64 }
    expect(parseJson('['.repeat(50_000), limits)).toMatchObject({ ok: false, reason: /nested/ })
    expect(parseJson(`"${'['.repeat(500)}"`, limits)).toMatchObject({ ok: true })
    expect(parseJson(`"${'x'.repeat(200_000)}"`, limits)).toMatchObject({
      ok: false,
      reason: /larger/,
    })
    expect(parseJson('{', limits)).toMatchObject({ ok: false })
  })
})

describe('the address guard', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    // The same address in the deprecated IPv4-compatible and in the stateless translation range.
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:0:127.0.0.1',
    'fec0::1',
    'fd00::1',
    'x',
  ])('holds %s for private', (address) => expect(isPublicIp(address)).toBe(false))
  it.each(['1.1.1.1', '2606:4700::1111'])('holds %s for public', (address) =>
    expect(isPublicIp(address)).toBe(true),
  )
  it.each([
    'http://127.1/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'http://user:pass@example.com/',
    'http://localhost:3000/',
    'gopher://example.com',
    'nonsense',
  ])('refuses %s', (url) => expect(checkForeignUrl(url)).toMatchObject({ ok: false }))
  it('lets the operator allow a private host by name', () => {
    expect(checkForeignUrl('http://queen:4020/x', ['queen:4020'])).toMatchObject({ ok: true })
  })
})

describe('the clock', () => {
  it('stops sleeping when aborted', async () => {
    const abort = new AbortController()
    const sleeping = systemClock.sleep(10_000, abort.signal)
    abort.abort(new Error('enough'))
    await expect(sleeping).rejects.toThrow('enough')
  })
})

describe('the random source', () => {
  it('never hands out the same bytes twice, whatever the sizes', () => {
    const seen = new Set<string>()
    for (let i = 0; i < 3000; i++) seen.add(toHex(systemRng.bytes(16 + (i % 40))))
    seen.add(toHex(systemRng.bytes(5000)))
    expect(seen.size).toBe(3001)
  })
  it('gives bytes of its own that a later draw does not change', () => {
    const drawn = systemRng.bytes(32)
    const copy = toHex(drawn)
    for (let i = 0; i < 500; i++) systemRng.bytes(32)
    expect(toHex(drawn)).toBe(copy)
  })
})

// Small text tools, each an endpoint, and any row of them a pipe: POST /trim/upper/base64 does the three
// one after the other. GET / describes them as OpenAPI.

type Tool = { summary: string; run: (text: string) => string }

const maxSteps = 12
const maxCharacters = 60_000

class Unfit extends Error {}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function bytesOf(text: string): number[] {
  const escaped = encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))
  return Array.from(escaped.matchAll(/%(..)|./g), ([sign, hex]) =>
    hex === undefined ? sign.charCodeAt(0) : Number(`0x${hex}`),
  )
}

function textOf(bytes: readonly number[]): string {
  const hex = bytes.map((byte) => `%${(byte + 256).toString(16).slice(1)}`)
  try {
    return decodeURIComponent(hex.join(''))
  } catch {
    throw new Unfit('the bytes are no UTF-8')
  }
}

function toBase64(text: string): string {
  const bytes = bytesOf(text)
  let out = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3)
    const word = (a << 16) | (b << 8) | c
    for (const shift of [18, 12, 6, 0]) out += letters[(word >> shift) & 63] ?? ''
  }
  const missing = (3 - (bytes.length % 3)) % 3
  return out.slice(0, out.length - missing) + '='.repeat(missing)
}

function fromBase64(text: string): string {
  const given = text.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/')
  const digits = given.replace(/={0,2}$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1)
    throw new Unfit('this is no base64')
  const bytes: number[] = []
  let [word, held] = [0, 0]
  for (const digit of digits) {
    word = ((word << 6) | letters.indexOf(digit)) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes.push((word >> held) & 255)
  }
  return textOf(bytes)
}

function fromHex(text: string): string {
  const digits = text.replace(/\s/g, '')
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new Unfit('this is no hex')
  return textOf((digits.match(/../g) ?? []).map((pair) => Number(`0x${pair}`)))
}

function fromPercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Unfit('there is a broken % sequence')
  }
}

function crc32(text: string): string {
  let crc = -1
  for (const byte of bytesOf(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (~crc >>> 0).toString(16).padStart(8, '0')
}

function pretty(text: string, indent: number): string {
  try {
    return JSON.stringify(JSON.parse(text), null, indent)
  } catch {
    throw new Unfit('this is no JSON')
  }
}

const lines = (text: string) => text.replace(/\r\n?/g, '\n').split('\n')
const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const signs: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const stroked: { readonly [sign: string]: string } = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
}

/** Accents come off by themselves, strokes and ligatures do not. */
const withoutAccents = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæÆœŒøØłŁđĐ]/g, (sign) => stroked[sign] ?? sign)

const tools = new Map<string, Tool>([
  ['trim', { summary: 'Without space at both ends', run: (text) => text.trim() }],
  ['upper', { summary: 'In capital letters', run: (text) => text.toUpperCase() }],
  ['lower', { summary: 'In small letters', run: (text) => text.toLowerCase() }],
  ['reverse', { summary: 'Backwards', run: (text) => [...text].reverse().join('') }],
  ['nfc', { summary: 'Letters and their accents composed', run: (text) => text.normalize('NFC') }],
  ['ascii', { summary: 'Without accents', run: withoutAccents }],
  ['squeeze', { summary: 'Runs of space as one', run: (text) => text.replace(/\s+/g, ' ') }],
  ['sort', { summary: 'Lines in order', run: (text) => lines(text).sort(byCodeUnit).join('\n') }],
  ['unique', { summary: 'Lines once', run: (text) => [...new Set(lines(text))].join('\n') }],
  ['count', { summary: 'How many characters', run: (text) => String([...text].length) }],
  [
    'rot13',
    {
      summary: 'Letters moved by 13',
      run: (text) =>
        text.replace(/[a-z]/gi, (sign) => {
          const first = sign <= 'Z' ? 65 : 97
          return String.fromCharCode(first + ((sign.charCodeAt(0) - first + 13) % 26))
        }),
    },
  ],
  ['base64', { summary: 'As base64', run: toBase64 }],
  ['unbase64', { summary: 'From base64', run: fromBase64 }],
  [
    'hex',
    {
      summary: 'As hex',
      run: (text) =>
        bytesOf(text)
          .map((byte) => (byte + 256).toString(16).slice(1))
          .join(''),
    },
  ],
  ['unhex', { summary: 'From hex', run: fromHex }],
  [
    'percent',
    {
      summary: 'For a part of an address',
      run: (text) => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')),
    },
  ],
  ['unpercent', { summary: 'From an address', run: fromPercent }],
  [
    'html',
    {
      summary: 'For a page',
      run: (text) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign),
    },
  ],
  ['quote', { summary: 'As a JSON string', run: (text) => JSON.stringify(text) }],
  ['pretty', { summary: 'JSON with two spaces', run: (text) => pretty(text, 2) }],
  ['minify', { summary: 'JSON without space', run: (text) => pretty(text, 0) }],
  ['crc32', { summary: 'CRC-32 as hex', run: crc32 }],
])

function openApi(): Json {
  const paths = [...tools].map(([name, { summary }]) => [
    `/${name}`,
    {
      post: {
        operationId: name,
        summary,
        requestBody: { content: { 'text/plain': { schema: { type: 'string' } } } },
        responses: { '200': { description: 'The text, in "result"' } },
      },
    },
  ])
  return {
    openapi: '3.1.0',
    info: { title: 'Text tools', version: '1.0.0' },
    paths: Object.fromEntries(paths),
  }
}

export function handle({ method, path, body }: Request): Response {
  const refuse = (error: string, status = 400): Response => ({
    status,
    body: { error, hint: `POST /<tool>/<tool> {"text": "..."}; ${[...tools.keys()].join(', ')}` },
  })
  const names = path.split('/').filter(Boolean)
  if (method === 'GET') return names.length === 0 ? { body: openApi() } : refuse('GET only has /')
  const text = typeof body === 'object' && body !== null && !Array.isArray(body) ? body.text : body
  if (typeof text !== 'string') return refuse('the body must be text, or an object with "text"')
  if (names.length === 0 || names.length > maxSteps)
    return refuse(`the path must name 1 to ${maxSteps} tools`)
  let result = text
  for (const [index, name] of names.entries()) {
    const tool = tools.get(name)
    if (tool === undefined) return refuse(`step ${index + 1} is no tool`, 404)
    try {
      result = tool.run(result)
    } catch (error) {
      if (!(error instanceof Unfit)) throw error
      return refuse(`step ${index + 1}, ${name}: ${error.message}`)
    }
    if (result.length > maxCharacters)
      return refuse(`step ${index + 1}, ${name}: the text is longer than ${maxCharacters}`)
  }
  return { body: { steps: names, result } }
}

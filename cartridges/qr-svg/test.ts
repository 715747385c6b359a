// The decoder below is written from the standard, not from the encoder: it finds the free modules by
// the places of the patterns, checks every block by its syndromes and reads the text back.

type Code = {
  version: number
  level: string
  mask: number
  size: number
  bytes: number
  modules: string[]
}

const encode = async (text: string, options: { [name: string]: Json } = {}): Promise<Code> => {
  const answer = await request({ method: 'POST', body: { text, format: 'json', ...options } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

/** Centres of the alignment patterns, Annex E, for the versions that the tests use. */
const centres: { [version: number]: number[] } = {
  1: [],
  2: [6, 18],
  4: [6, 26],
  5: [6, 30],
  7: [6, 22, 38],
  10: [6, 28, 50],
  20: [6, 34, 62, 90],
}

/** [blocks, data codewords of one] in the order of the standard's Table 9. */
const layouts: { [name: string]: [number, number][] } = {
  '1L': [[1, 19]],
  '1M': [[1, 16]],
  '1Q': [[1, 13]],
  '1H': [[1, 9]],
  '2M': [[1, 28]],
  '4H': [[4, 9]],
  '5Q': [
    [2, 15],
    [2, 16],
  ],
  '7M': [[4, 31]],
  '10L': [
    [2, 68],
    [2, 69],
  ],
  '20Q': [
    [15, 24],
    [5, 25],
  ],
}

const isDark = (code: Code, x: number, y: number) => code.modules[y]?.charAt(x) === '1'

function isFunction({ version, size }: Code, x: number, y: number): boolean {
  if (x === 6 || y === 6) return true
  if ((x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9)) return true
  if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true
  const list = centres[version] ?? []
  const first = list[0]
  const last = list[list.length - 1]
  return list.some((cy) =>
    list.some((cx) => {
      const isFinder =
        (cx === first && cy === first) ||
        (cx === first && cy === last) ||
        (cx === last && cy === first)
      return !isFinder && Math.abs(cx - x) <= 2 && Math.abs(cy - y) <= 2
    }),
  )
}

const flips = [
  (i: number, j: number) => (i + j) % 2,
  (i: number) => i % 2,
  (_: number, j: number) => j % 3,
  (i: number, j: number) => (i + j) % 3,
  (i: number, j: number) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2,
  (i: number, j: number) => ((i * j) % 2) + ((i * j) % 3),
  (i: number, j: number) => (((i * j) % 3) + i * j) % 2,
  (i: number, j: number) => (((i * j) % 3) + i + j) % 2,
]

function readCodewords(code: Code, mask: number): number[] {
  const bytes: number[] = []
  let byte = 0
  let count = 0
  let y = code.size - 1
  let dy = -1
  for (let x = code.size - 1; x > 0; x -= 2) {
    if (x === 6) x--
    for (; y >= 0 && y < code.size; y += dy)
      for (const at of [x, x - 1]) {
        if (isFunction(code, at, y)) continue
        const flip = flips[mask]?.(y, at) === 0
        byte = (byte << 1) | (isDark(code, at, y) !== flip ? 1 : 0)
        if (++count % 8 === 0) {
          bytes.push(byte)
          byte = 0
        }
      }
    y -= dy
    dy = -dy
  }
  return bytes
}

/** Multiplies in GF(256) by shifting, without tables. */
function times(a: number, b: number): number {
  let product = 0
  for (let x = a, y = b; y > 0; y >>= 1) {
    if (y & 1) product ^= x
    x = x & 0x80 ? ((x << 1) ^ 0x11d) & 0xff : x << 1
  }
  return product
}

/** Zero at each root when a block is a Reed-Solomon codeword. */
function syndromesAreZero(block: number[], checks: number): boolean {
  let root = 1
  for (let i = 0; i < checks; i++) {
    if (block.reduce((sum, byte) => times(sum, root) ^ byte, 0) !== 0) return false
    root = times(root, 2)
  }
  return true
}

function formatBits(code: Code): [number, number] {
  const { size } = code
  const around = [0, 1, 2, 3, 4, 5, 7, 8].map((x): [number, number] => [x, 8])
  const up = [7, 5, 4, 3, 2, 1, 0].map((y): [number, number] => [8, y])
  const second: [number, number][] = []
  for (let i = 0; i < 7; i++) second.push([8, size - 1 - i])
  for (let i = 0; i < 8; i++) second.push([size - 8 + i, 8])
  const read = (places: [number, number][]) =>
    places.reduce((bits, [x, y]) => (bits << 1) | (isDark(code, x, y) ? 1 : 0), 0)
  return [read([...around, ...up]), read(second)]
}

function fromUtf8(bytes: number[]): string {
  return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
}

function decode(code: Code): string {
  const [first, second] = formatBits(code)
  equal(first, second, 'both copies of the format')
  const format = first ^ 0b101010000010010
  const level = 'MLHQ'.charAt(format >> 13)
  const mask = (format >> 10) & 7
  equal([level, mask], [code.level, code.mask])

  const layout = layouts[`${code.version}${level}`] ?? []
  const lengths = layout.flatMap(([count, length]) => Array.from({ length: count }, () => length))
  ok(lengths.length > 0, `no layout for ${code.version}${level}`)
  const bytes = readCodewords(code, mask)
  const dataLength = lengths.reduce((sum, length) => sum + length, 0)
  const checks = (bytes.length - dataLength) / lengths.length
  ok(Number.isInteger(checks), 'check codewords divide evenly')
  const blocks: number[][] = lengths.map(() => [])
  let at = 0
  for (let i = 0; i < Math.max(...lengths); i++)
    lengths.forEach((length, b) => {
      if (i < length) blocks[b]?.push(bytes[at++] ?? 0)
    })
  const data = blocks.flat()
  for (let i = 0; i < checks; i++) for (const block of blocks) block.push(bytes[at++] ?? 0)
  for (const block of blocks)
    ok(syndromesAreZero(block, checks), `a block of ${code.version}${level}`)

  const bits = data.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  equal(bits.slice(0, 4), '0100', 'byte mode')
  const lengthBits = code.version < 10 ? 8 : 16
  const length = Number.parseInt(bits.slice(4, 4 + lengthBits), 2)
  equal(length, code.bytes)
  const start = 4 + lengthBits
  return fromUtf8(
    Array.from({ length }, (_, i) =>
      Number.parseInt(bits.slice(start + 8 * i, start + 8 * i + 8), 2),
    ),
  )
}

test('a decoder written from the standard reads the text back, over versions and levels', async () => {
  const cases: [string, number, string][] = [
    ['HELLO', 1, 'L'],
    ['HELLO', 1, 'Q'],
    ['HELLO', 1, 'H'],
    ['https://example.org/zooid', 2, 'M'],
    ['four blocks of nine', 4, 'H'],
    ['blocks of two lengths', 5, 'Q'],
  ]
  for (const [text, version, level] of cases) {
    const code = await encode(text, { version, level, mask: 5 })
    equal([code.version, code.size], [version, version * 4 + 17])
    equal(decode(code), text, `${version}${level}`)
  }
})

test('larger versions read back as well', async () => {
  const cases: [string, number, string, number][] = [
    ['version information', 7, 'M', 2],
    ['two bytes of length', 10, 'L', 4],
    ['The quick brown fox jumps over the lazy dog. '.repeat(4), 20, 'Q', 3],
  ]
  for (const [text, version, level, mask] of cases)
    equal(decode(await encode(text, { version, level, mask })), text, `${version}${level}`)
})

test('every mask is drawn by its own formula', async () => {
  for (let mask = 0; mask < 8; mask++) {
    const code = await encode('mask', { mask })
    equal(code.mask, mask)
    equal(decode(code), 'mask')
  }
})

test('the format bits are those of the table in Annex C', async () => {
  const published: [string, number, number][] = [
    ['L', 0, 0b111011111000100],
    ['M', 5, 0b100000011001110],
    ['Q', 7, 0b010101111101101],
    ['H', 0, 0b001011010001001],
  ]
  for (const [level, mask, bits] of published)
    equal(formatBits(await encode('x', { level, mask })), [bits, bits], `${level}${mask}`)
})

test('the version bits of 7 are 000111110010010100 in both places', async () => {
  const code = await encode('x', { version: 7 })
  let upper = 0
  let lower = 0
  for (let i = 17; i >= 0; i--) {
    const [along, across] = [Math.floor(i / 3), code.size - 11 + (i % 3)]
    upper = (upper << 1) | (isDark(code, across, along) ? 1 : 0)
    lower = (lower << 1) | (isDark(code, along, across) ? 1 : 0)
  }
  equal([upper, lower], [0b000111110010010100, 0b000111110010010100])
})

test('the smallest version that holds the bytes is taken, by the published capacities', async () => {
  const capacities: [string, number, number][] = [
    ['L', 1, 17],
    ['H', 1, 7],
    ['L', 9, 230],
    ['M', 20, 666],
  ]
  for (const [level, version, capacity] of capacities) {
    equal((await encode('a'.repeat(capacity), { level, mask: 0 })).version, version)
    equal((await encode('a'.repeat(capacity + 1), { level, mask: 0 })).version, version + 1)
  }
})

test('version 40 holds 2953 bytes and not one more', async () => {
  const text = 'z'.repeat(2953)
  equal((await encode(text, { level: 'L', mask: 1 })).size, 177)
  const answer = await request({ method: 'POST', body: { text: `${text}z`, level: 'L' } })
  equal(answer.status, 400)
  match(answer.body.error, /2954 bytes do not fit/)
})

test('text outside of ASCII is UTF-8', async () => {
  const text = 'Grüße, 世界 👋'
  equal(decode(await encode(text, { version: 4, level: 'H' })), text)
})

test('the mask chosen by itself is one that a decoder reads', async () => {
  for (const text of ['a', 'bb', '1234567']) equal(decode(await encode(text, { level: 'H' })), text)
})

test('the finder patterns, the timing lines and the dark module stand where they must', async () => {
  const { modules, size } = await encode('patterns')
  for (const row of [modules[0], modules[6]]) {
    equal(row?.slice(0, 7), '1111111')
    equal(row?.slice(-7), '1111111')
  }
  equal(modules[size - 1]?.slice(0, 8), '11111110')
  equal(modules[6]?.slice(8, size - 8), '10'.repeat(size).slice(0, size - 16))
  equal(modules[size - 8]?.charAt(8), '1')
})

test('the picture is an SVG with a quiet zone of four modules', async () => {
  const answer = await request({ method: 'GET', query: { text: 'HELLO', scale: '2' } })
  equal(answer.status, 200)
  equal(answer.headers['content-type'], 'image/svg+xml')
  match(
    answer.body,
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="58" height="58" viewBox="0 0 29 29"/,
  )
  match(answer.body, /M4 4h7v1h-7z/)
  match(answer.body, /<\/svg>$/)
})

test('the picture draws exactly the dark modules', async () => {
  const text = 'same modules'
  const { modules } = await encode(text)
  const { body } = await request({ method: 'POST', body: { text, margin: 0 } })
  const drawn = modules.map((row) => row.replace(/1/g, '0').split(''))
  for (const [, x = '', y = '', length = ''] of body.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
    for (let i = 0; i < Number(length); i++) (drawn[Number(y)] ?? [])[Number(x) + i] = '1'
  equal(
    drawn.map((row) => row.join('')),
    modules,
  )
})

test('colours are hex only, so nothing can be written into the picture', async () => {
  const blue = await request({ method: 'GET', query: { text: 'x', dark: '003366', light: '#fff' } })
  match(blue.body, /fill="#003366"/)
  for (const dark of ['red"/><script>', '#12345', 'url(x)']) {
    const answer = await request({ method: 'GET', query: { text: 'x', dark } })
    equal(answer.status, 400)
  }
})

test('text that looks like markup stays out of the picture', async () => {
  const { body } = await request({ method: 'GET', query: { text: '<script>alert(1)</script>' } })
  ok(!body.includes('script'))
})

test('missing text and wrong options are refused with a hint', async () => {
  const wrong = [
    {},
    { text: '' },
    { text: 5 },
    { text: 'x', level: 'Z' },
    { text: 'x', version: 41 },
  ]
  for (const body of [
    ...wrong,
    { text: 'x', mask: 8 },
    { text: 'x', format: 'png' },
    { text: 'x', scale: 0 },
  ]) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body))
    ok(answer.body.error && answer.body.hint)
  }
})

// QR codes (ISO/IEC 18004, Model 2) in byte mode, versions 1 to 40: Reed-Solomon over GF(256), all
// eight masks scored by the four penalty rules, drawn as one SVG path. Text is written as UTF-8.
// Long because a cartridge is one file that imports nothing: data, error correction, masks, drawing.

type Level = 'L' | 'M' | 'Q' | 'H'
type Grid = { readonly size: number; readonly dark: Uint8Array; readonly fixed: Uint8Array }

const levels: readonly Level[] = ['L', 'M', 'Q', 'H']
/** How the levels are numbered in the format bits. */
const formatNumber: Record<Level, number> = { L: 1, M: 0, Q: 3, H: 2 }

/** Error correction codewords of one block, by version from 1. Table 9 of the standard. */
const checkCodewords: Record<Level, readonly number[]> = {
  L: [
    7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30,
    26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
  ],
  M: [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  ],
  Q: [
    13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30,
    30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
  ],
  H: [
    17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30,
    30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
  ],
}

/** Number of blocks the data is split into, by version from 1. */
const blockCounts: Record<Level, readonly number[]> = {
  L: [
    1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15,
    16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
  ],
  M: [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25,
    26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
  ],
  Q: [
    1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34,
    35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
  ],
  H: [
    1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37,
    40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
  ],
}

class QrError extends Error {
  readonly hint: string
  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/** UTF-8 bytes; a lone surrogate becomes the replacement character. */
function utf8(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      )
  }
  return bytes
}

/** Modules that carry codewords: everything but the finder, timing, alignment and information areas. */
function totalCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64
  if (version >= 2) {
    const perSide = Math.floor(version / 7) + 2
    modules -= (25 * perSide - 10) * perSide - 55
    if (version >= 7) modules -= 36
  }
  return Math.floor(modules / 8)
}

const tableValue = (table: readonly number[], version: number) => table[version - 1] ?? 0

const dataCodewords = (version: number, level: Level) =>
  totalCodewords(version) -
  tableValue(checkCodewords[level], version) * tableValue(blockCounts[level], version)

/** Mode indicator, length and bytes fit into this many codewords. */
const neededCodewords = (version: number, bytes: number) => bytes + (version < 10 ? 2 : 3)

function smallestVersion(bytes: number, level: Level, from: number): number {
  for (let version = from; version <= 40; version++)
    if (neededCodewords(version, bytes) <= dataCodewords(version, level)) return version
  const room = dataCodewords(40, level) - 3
  throw new QrError(
    `${bytes} bytes do not fit: a QR code of level ${level} holds at most ${room}`,
    'send less, or a lower level: L holds 2953 bytes',
  )
}

// GF(256) with the polynomial x^8 + x^4 + x^3 + x^2 + 1 and the generator 2.
const powers = new Uint8Array(512)
const logs = new Uint8Array(256)
for (let i = 0, value = 1; i < 255; i++) {
  powers[i] = value
  powers[i + 255] = value
  logs[value] = i
  value = value < 128 ? value << 1 : (value << 1) ^ 0x11d
}

const multiply = (a: number, b: number) =>
  a === 0 || b === 0 ? 0 : (powers[(logs[a] ?? 0) + (logs[b] ?? 0)] ?? 0)

/** Coefficients behind the leading one of (x - 1)(x - 2)(x - 4)... */
function generatorPolynomial(degree: number): Uint8Array {
  const result = new Uint8Array(degree)
  result[degree - 1] = 1
  for (let i = 0; i < degree; i++) {
    const root = powers[i] ?? 0
    for (let j = 0; j < degree; j++)
      result[j] = multiply(result[j] ?? 0, root) ^ (result[j + 1] ?? 0)
  }
  return result
}

function checkBytes(data: readonly number[], generator: Uint8Array): number[] {
  const rest = new Array<number>(generator.length).fill(0)
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0)
    rest.push(0)
    for (let i = 0; i < generator.length; i++)
      rest[i] = (rest[i] ?? 0) ^ multiply(generator[i] ?? 0, factor)
  }
  return rest
}

/** The byte segment with its terminator and padding. */
function dataBytes(bytes: readonly number[], version: number, level: Level): number[] {
  const lengthBits = version < 10 ? 8 : 16
  // Mode 0100 and the length shift every byte by four bits.
  const nibbles = [4]
  for (let bit = lengthBits - 4; bit >= 0; bit -= 4) nibbles.push((bytes.length >> bit) & 15)
  for (const byte of bytes) nibbles.push(byte >> 4, byte & 15)
  nibbles.push(0)
  const data: number[] = []
  for (let i = 0; i + 1 < nibbles.length; i += 2)
    data.push(((nibbles[i] ?? 0) << 4) | (nibbles[i + 1] ?? 0))
  const room = dataCodewords(version, level)
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad)
  return data
}

/** Blocks with their check bytes, interleaved as they are drawn. */
function codewords(data: readonly number[], version: number, level: Level): number[] {
  const blockCount = tableValue(blockCounts[level], version)
  const generator = generatorPolynomial(tableValue(checkCodewords[level], version))
  const shortLength = Math.floor(data.length / blockCount)
  const shortCount = blockCount - (data.length % blockCount)
  const blocks: { data: readonly number[]; check: readonly number[] }[] = []
  for (let i = 0, from = 0; i < blockCount; i++) {
    const length = shortLength + (i < shortCount ? 0 : 1)
    const part = data.slice(from, from + length)
    blocks.push({ data: part, check: checkBytes(part, generator) })
    from += length
  }
  const drawn: number[] = []
  for (let i = 0; i <= shortLength; i++)
    for (const block of blocks) {
      const byte = block.data[i]
      if (byte !== undefined) drawn.push(byte)
    }
  for (let i = 0; i < generator.length; i++)
    for (const block of blocks) drawn.push(block.check[i] ?? 0)
  return drawn
}

function alignmentCentres(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2
  const centres = Array.from({ length: count - 1 }, (_, i) => version * 4 + 10 - i * step)
  return [6, ...centres.reverse()]
}

/** Bits of `value` followed by the remainder of their division by `polynomial`. */
function withRemainder(value: number, bits: number, polynomial: number): number {
  let rest = value << bits
  for (let bit = 31; bit >= bits; bit--) if ((rest >>> bit) & 1) rest ^= polynomial << (bit - bits)
  return (value << bits) | rest
}

function setFixed(grid: Grid, x: number, y: number, dark: boolean): void {
  grid.dark[y * grid.size + x] = dark ? 1 : 0
  grid.fixed[y * grid.size + x] = 1
}

/** A square of rings around a centre; parts outside of the symbol are left out. */
function drawRings(
  grid: Grid,
  cx: number,
  cy: number,
  radius: number,
  light: readonly number[],
): void {
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++) {
      const x = cx + dx
      const y = cy + dy
      if (x < 0 || y < 0 || x >= grid.size || y >= grid.size) continue
      setFixed(grid, x, y, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))))
    }
}

function drawFormat(grid: Grid, level: Level, mask: number): void {
  const { size } = grid
  const bits = withRemainder((formatNumber[level] << 3) | mask, 10, 0x537) ^ 0x5412
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >> i) & 1) === 1
    // Beside the top left finder, going down and around the timing lines.
    if (i < 8) setFixed(grid, 8, i < 6 ? i : i + 1, dark)
    else setFixed(grid, i === 8 ? 7 : 14 - i, 8, dark)
    // And once more, split between the other two finders.
    if (i < 8) setFixed(grid, size - 1 - i, 8, dark)
    else setFixed(grid, 8, size - 15 + i, dark)
  }
  setFixed(grid, 8, size - 8, true)
}

function emptyGrid(version: number): Grid {
  const size = version * 4 + 17
  const grid = { size, dark: new Uint8Array(size * size), fixed: new Uint8Array(size * size) }
  for (let i = 0; i < size; i++) {
    setFixed(grid, 6, i, i % 2 === 0)
    setFixed(grid, i, 6, i % 2 === 0)
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    drawRings(grid, x, y, 4, [2, 4])
  const centres = alignmentCentres(version)
  const last = size - 7
  for (const y of centres)
    for (const x of centres) {
      const isOnFinder = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6)
      if (!isOnFinder) drawRings(grid, x, y, 2, [1])
    }
  if (version >= 7) {
    const bits = withRemainder(version, 12, 0x1f25)
    for (let i = 0; i < 18; i++) {
      const dark = ((bits >> i) & 1) === 1
      const along = Math.floor(i / 3)
      const across = size - 11 + (i % 3)
      setFixed(grid, across, along, dark)
      setFixed(grid, along, across, dark)
    }
  }
  // Reserves the places; the bits are drawn again for each mask.
  drawFormat(grid, 'L', 0)
  return grid
}

/** Fills the free modules in pairs of columns from the right, going up and down in turn. */
function drawCodewords(grid: Grid, bytes: readonly number[]): void {
  const { size, dark, fixed } = grid
  let bit = 0
  let isUpward = true
  for (let right = size - 1; right >= 1; right -= 2) {
    // The vertical timing line takes a whole column.
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const y: number = isUpward ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        const at = y * size + x
        if (fixed[at] === 1) continue
        dark[at] = ((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1
        bit++
      }
    }
    isUpward = !isUpward
  }
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** The free modules flipped where the mask says so. */
function masked(grid: Grid, mask: number, level: Level): Grid {
  const { size, fixed } = grid
  const dark = grid.dark.slice()
  const isFlipped = masks[mask]
  if (isFlipped)
    for (let y = 0, at = 0; y < size; y++)
      for (let x = 0; x < size; x++, at++)
        if (fixed[at] === 0 && isFlipped(x, y)) dark[at] = 1 - (dark[at] ?? 0)
  const result = { size, dark, fixed }
  drawFormat(result, level, mask)
  return result
}

/** Rules 1 and 3 along one row or column: runs of five and more, and patterns like a finder. */
function linePenalty(dark: Uint8Array, from: number, step: number, size: number): number {
  let penalty = 0
  let run = 0
  let last = -1
  // The last eleven modules; a finder pattern is 1011101 with four light ones on one side.
  let window = 0
  for (let i = 0, at = from; i < size; i++, at += step) {
    const module = dark[at] ?? 0
    run = module === last ? run + 1 : 1
    last = module
    if (run === 5) penalty += 3
    else if (run > 5) penalty++
    window = ((window << 1) | module) & 0x7ff
    if (i >= 10 && (window === 0b10111010000 || window === 0b00001011101)) penalty += 40
  }
  return penalty
}

function penaltyOf({ size, dark }: Grid): number {
  let penalty = 0
  let count = 0
  for (let i = 0; i < size; i++)
    penalty += linePenalty(dark, i * size, 1, size) + linePenalty(dark, i, size, size)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const at = y * size + x
      const module = dark[at] ?? 0
      count += module
      if (x === size - 1 || y === size - 1) continue
      const isBlock =
        dark[at + 1] === module && dark[at + size] === module && dark[at + size + 1] === module
      if (isBlock) penalty += 3
    }
  const percent = (count * 100) / (size * size)
  return penalty + Math.floor(Math.abs(percent - 50) / 5) * 10
}

function drawSvg(
  { size, dark }: Grid,
  scale: number,
  margin: number,
  ink: string,
  paper: string,
): string {
  let path = ''
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (dark[y * size + x] !== 1) continue
      const from = x
      while (x + 1 < size && dark[y * size + x + 1] === 1) x++
      path += `M${from + margin} ${y + margin}h${x - from + 1}v1h-${x - from + 1}z`
    }
  const side = size + 2 * margin
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side * scale}" height="${side * scale}"` +
    ` viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<rect width="${side}" height="${side}" fill="${paper}"/><path fill="${ink}" d="${path}"/></svg>`
  )
}

function readInteger(
  value: Json | undefined,
  name: string,
  fallback: number,
  low: number,
  high: number,
) {
  if (value === undefined) return fallback
  const number = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= low && number <= high)
    return number
  throw new QrError(
    `"${name}" must be a whole number from ${low} to ${high}`,
    `leave it out for ${fallback}`,
  )
}

function readColour(value: Json | undefined, name: string, fallback: string): string {
  if (value === undefined) return fallback
  if (typeof value === 'string' && /^#?(?:[0-9a-fA-F]{3}){1,2}$/.test(value))
    return value.startsWith('#') ? value : `#${value}`
  throw new QrError(`"${name}" must be a hex colour`, 'such as #1a2b3c; a code needs dark on light')
}

function encode(given: { readonly [name: string]: Json }): Response {
  const { text, level = 'M', format = 'svg' } = given
  if (typeof text !== 'string' || text === '')
    throw new QrError(
      'no text was sent',
      'GET /?text=https://example.org&level=M, or POST {"text": "..."}',
    )
  const chosen = levels.find((name) => name === level)
  if (chosen === undefined)
    throw new QrError(
      '"level" must be L, M, Q or H',
      'they survive about 7, 15, 25 and 30 % of damage',
    )
  if (format !== 'svg' && format !== 'json')
    throw new QrError('"format" must be svg or json', 'json answers the modules as rows of 0 and 1')
  const scale = readInteger(given.scale, 'scale', 8, 1, 40)
  const margin = readInteger(given.margin, 'margin', 4, 0, 20)
  const ink = readColour(given.dark, 'dark', '#000000')
  const paper = readColour(given.light, 'light', '#ffffff')
  const leastVersion = readInteger(given.version, 'version', 1, 1, 40)

  const bytes = utf8(text)
  const version = smallestVersion(bytes.length, chosen, leastVersion)
  const grid = emptyGrid(version)
  drawCodewords(grid, codewords(dataBytes(bytes, version, chosen), version, chosen))
  const candidates =
    given.mask === undefined ? [0, 1, 2, 3, 4, 5, 6, 7] : [readInteger(given.mask, 'mask', 0, 0, 7)]
  let mask = 0
  let least = Number.POSITIVE_INFINITY
  let best = grid
  for (const candidate of candidates) {
    const drawn = masked(grid, candidate, chosen)
    const penalty = penaltyOf(drawn)
    if (penalty >= least) continue
    mask = candidate
    least = penalty
    best = drawn
  }
  if (format === 'svg')
    return {
      status: 200,
      headers: { 'content-type': 'image/svg+xml' },
      body: drawSvg(best, scale, margin, ink, paper),
    }
  const rows = Array.from({ length: best.size }, (_, y) =>
    best.dark.subarray(y * best.size, (y + 1) * best.size).join(''),
  )
  return {
    status: 200,
    body: { version, level: chosen, mask, size: best.size, bytes: bytes.length, modules: rows },
  }
}

export function handle(request: Request): Response {
  const { body, query } = request
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  try {
    return encode(
      isObject
        ? { ...query, ...body }
        : typeof body === 'string'
          ? { ...query, text: body }
          : query,
    )
  } catch (error) {
    if (!(error instanceof QrError)) throw error
    return { status: 400, body: { error: error.message, hint: error.hint } }
  }
}

// The safetensors container: 8 bytes of header length, a JSON header, then the tensors end to end. Strict
// both ways: what it writes the Python library opens, and what it reads has no holes, overlaps, trailing
// bytes or numbers that are not finite. Tensors are views of the given bytes wherever alignment allows,
// so reading allocates about the size of the header.
import { fromBf16, toBf16 } from './bf16.ts'
import { type HeaderEntry, parseHeader, refuse } from './header.ts'
import { safetensorsLimits } from './limits.ts'

export type StoredTensor = {
  /** How the numbers lie in the file; bf16 is read back as f32, exactly. */
  readonly dtype: 'F32' | 'BF16'
  readonly shape: readonly number[]
  readonly data: Float32Array
}

export type Safetensors = {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly metadata: ReadonlyMap<string, string>
}

/** The largest number that does not round to infinity. */
const largestBf16 = 3.3961e38
const widths = { F32: 4, BF16: 2 } as const

/**
 * Read untrusted bytes. The result may share memory with them.
 * @throws {SafetensorsError} and nothing else, whatever the bytes
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  if (bytes.length > safetensorsLimits.fileBytes)
    throw refuse('too_large', `${bytes.length} bytes; at most ${safetensorsLimits.fileBytes}`)
  if (bytes.length < 8) throw refuse('header', 'shorter than the length of its header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const high = view.getUint32(4, true)
  const headerLength = view.getUint32(0, true)
  if (high !== 0 || headerLength > safetensorsLimits.headerBytes)
    throw refuse('too_large', `a header of more than ${safetensorsLimits.headerBytes} bytes`)
  if (8 + headerLength > bytes.length) throw refuse('header', 'the header ends behind the file')
  const { entries, metadata } = parseHeader(decodeText(bytes.subarray(8, 8 + headerLength)))
  const data = bytes.subarray(8 + headerLength)
  checkLayout(entries, data.length)
  const tensors = new Map<string, StoredTensor>()
  for (const [name, entry] of entries) tensors.set(name, readTensor(name, entry, data))
  return { tensors, metadata }
}

/**
 * Write tensors in the given order, wider types first so that every one is aligned. The same input gives
 * the same bytes.
 * @throws {SafetensorsError} when a shape does not fit its data, a number is not finite, or a cap is passed
 */
export function writeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const ordered = [...tensors].sort(([, a], [, b]) => widths[b.dtype] - widths[a.dtype])
  const header: [string, unknown][] = []
  if (metadata.size > 0)
    header.push(['__metadata__', Object.fromEntries([...metadata].sort(byName))])
  let end = 0
  for (const [name, { dtype, shape, data }] of ordered) {
    if (elementsOf(name, shape) !== data.length)
      throw refuse('shape', `${name} is [${shape}] but has ${data.length} numbers`)
    expectFinite(name, data, dtype === 'BF16' ? largestBf16 : undefined)
    const begin = end
    end += data.length * widths[dtype]
    header.push([name, { dtype, shape, data_offsets: [begin, end] }])
  }
  // Written by hand, entry by entry: an object literal would lose a tensor called __proto__.
  const fields = header.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
  const text = new TextEncoder().encode(`{${fields.join(',')}}`)
  const headerLength = Math.ceil(text.length / 8) * 8
  const total = 8 + headerLength + end
  if (headerLength > safetensorsLimits.headerBytes || total > safetensorsLimits.fileBytes)
    throw refuse('too_large', `${headerLength} bytes of header, ${total} in all`)
  const bytes = new Uint8Array(total).fill(0x20, 8, 8 + headerLength)
  new DataView(bytes.buffer).setUint32(0, headerLength, true)
  bytes.set(text, 8)
  let at = 8 + headerLength
  for (const [, { dtype, data }] of ordered) {
    const stored = dtype === 'BF16' ? toBf16(data) : data
    bytes.set(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength), at)
    at += stored.byteLength
  }
  // What we cannot read back must never reach a disk: names and metadata pass the reader's own rules.
  parseHeader(`{${fields.join(',')}}`)
  return bytes
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw Object.assign(refuse('header', 'the header is not UTF-8'), { cause })
  }
}

/** Every byte of the data part belongs to exactly one tensor. */
function checkLayout(entries: ReadonlyMap<string, HeaderEntry>, dataBytes: number): void {
  const inOrder = [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end)
  let at = 0
  for (const [name, { dtype, shape, begin, end }] of inOrder) {
    const width = widthOf(dtype)
    if (width === undefined) throw refuse('dtype', `${name} is ${dtype.slice(0, 16)}`)
    const bytes = elementsOf(name, shape) * width
    if (begin !== at) throw refuse('offsets', `${name} begins at ${begin}, not ${at}`)
    if (end - begin !== bytes) throw refuse('offsets', `${name} spans ${end - begin}, not ${bytes}`)
    at = end
  }
  if (at !== dataBytes) throw refuse('data', `${dataBytes} bytes of data where ${at} are named`)
}

function widthOf(dtype: string): number | undefined {
  return dtype === 'F32' || dtype === 'BF16' ? widths[dtype] : undefined
}

function elementsOf(name: string, shape: readonly number[]): number {
  let elements = 1
  for (const dim of shape) {
    if (!Number.isSafeInteger(dim) || dim < 0) throw refuse('shape', `${name} is [${shape}]`)
    // Each factor is checked before the next, so the product never rounds. A zero hides no overflow:
    // dims after it are capped too.
    if (dim > safetensorsLimits.fileBytes || elements * dim > safetensorsLimits.fileBytes)
      throw refuse('shape', `${name} is larger than any file`)
    elements *= dim
  }
  return elements
}

function readTensor(name: string, entry: HeaderEntry, data: Uint8Array): StoredTensor {
  const { shape } = entry
  const bytes = data.subarray(entry.begin, entry.end)
  if (entry.dtype === 'BF16') {
    const halves = aligned(bytes, 2)
    const values = fromBf16(new Uint16Array(halves.buffer, halves.byteOffset, halves.length / 2))
    expectFinite(name, values)
    return { dtype: 'BF16', shape, data: values }
  }
  const words = aligned(bytes, 4)
  const values = new Float32Array(words.buffer, words.byteOffset, words.length / 4)
  expectFinite(name, values)
  return { dtype: 'F32', shape, data: values }
}

function aligned(bytes: Uint8Array, width: number): Uint8Array {
  return bytes.byteOffset % width === 0 ? bytes : bytes.slice()
}

function expectFinite(name: string, values: Float32Array, largest = Number.MAX_VALUE): void {
  for (let i = 0; i < values.length; i++)
    // Written so that a NaN fails it too.
    if (!(Math.abs(values[i] ?? 0) <= largest))
      throw refuse('not_finite', `${name}[${i}] is ${values[i]}`)
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0
}

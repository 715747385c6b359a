// Request bodies under a cap. Not a JSON parser: that is base's parseJson, which checks depth first.
import { type Json, limits, parseJson } from '@zooid/base'
import { type Call, requestHeader } from './env.ts'
import { HttpProblem } from './problem.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** @throws HttpProblem 413 when the client announces more than `maxBytes` */
export function refuseLargeBody(c: Call, maxBytes: number): void {
  const declared = requestHeader(c, 'content-length')
  if (declared !== undefined && Number(declared) > maxBytes) throw new BodyTooLargeError(maxBytes)
}

/** The whole body, read at most one chunk past the cap. @throws HttpProblem 413, or 400 when it breaks off */
export async function readBody(c: Call, maxBytes: number): Promise<Uint8Array> {
  refuseLargeBody(c, maxBytes)
  try {
    return await readAll(c, maxBytes)
  } catch (error) {
    if (error instanceof HttpProblem) throw error
    throw new HttpProblem(400, 'request.interrupted', 'the request body broke off')
  }
}

async function readAll(c: Call, maxBytes: number): Promise<Uint8Array> {
  // Fetch knows no body here, and asking for one would build the full Request the adapter avoids.
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return new Uint8Array(0)
  // A declared length is enforced by the HTTP parser; only chunked bodies need counting.
  if (
    requestHeader(c, 'content-length') !== undefined &&
    requestHeader(c, 'transfer-encoding') === undefined
  )
    return new Uint8Array(await c.req.raw.arrayBuffer())
  const stream = c.req.raw.body
  if (stream === null) return new Uint8Array(0)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      throw new BodyTooLargeError(maxBytes)
    }
    chunks.push(value)
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
}

/** @throws HttpProblem 400 when the bytes are not UTF-8 */
export function bodyText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new HttpProblem(400, 'request.not_utf8', 'the request body is not UTF-8 text')
  }
}

/** @throws HttpProblem 400 for anything but JSON within the depth cap */
export function bodyJson(bytes: Uint8Array, maxBytes: number): Json {
  const parsed = parseJson(bodyText(bytes), { maxBytes, maxDepth: limits.jsonDepth })
  if (!parsed.ok) throw new HttpProblem(400, 'request.malformed_json', `body: ${parsed.reason}`)
  return parsed.value
}

export class BodyTooLargeError extends HttpProblem {
  constructor(maxBytes: number) {
    // The rest of the body is on the wire already; a fresh connection is cheaper than reading it.
    super(413, 'request.too_large', `the request body is larger than ${maxBytes} bytes`, {
      headers: { Connection: 'close' },
    })
  }
}

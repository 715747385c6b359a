// UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then a 12-bit counter that starts at a
// random place and rises within the batch (section 6.2, method 1), then 62 random bits for each.

const maxCount = 100
const tailBytes = 8

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

function formatUuid(milliseconds: number, counter: number, tail: Uint8Array): string {
  const time = hex(milliseconds, 12)
  // The two top bits of the tail are the variant `10`.
  const rest = Array.from(tail, (byte, i) => hex(i === 0 ? (byte & 0x3f) | 0x80 : byte, 2)).join('')
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hex(counter, 3)}`,
    rest.slice(0, 4),
    rest.slice(4),
  ].join('-')
}

function batch(count: number): string[] {
  const milliseconds = Math.floor(now())
  const bytes = random(2 + count * tailBytes)
  // The counter starts below 2^11, so a batch of 100 never overflows its 12 bits.
  const start = (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) & 0x7ff
  return Array.from({ length: count }, (_, i) => {
    const from = 2 + i * tailBytes
    return formatUuid(milliseconds, start + i, bytes.subarray(from, from + tailBytes))
  })
}

function inspect(uuid: string): Response {
  const hint = 'GET /inspect?uuid=019a2c3e-0000-7000-8000-000000000000'
  const digits = uuid
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, '')
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(digits))
    return bad('this is not a UUID', hint)
  const version = Number.parseInt(digits.charAt(14), 16)
  if (version !== 7 || !/[89ab]/.test(digits.charAt(19)))
    return bad(
      `this UUID is not of version 7 (RFC 9562 variant): its version digit is ${version}`,
      hint,
    )
  const milliseconds = Number.parseInt(digits.slice(0, 8) + digits.slice(9, 13), 16)
  const date = new Date(milliseconds)
  return {
    status: 200,
    body: {
      uuid: digits,
      version,
      milliseconds,
      // 48 bits reach the year 10889, and every Date can tell that much.
      time: date.toISOString(),
    },
  }
}

export function handle(request: Request): Response {
  const { body, path, query } = request
  const given: { readonly [name: string]: Json } =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? { ...query, ...body }
      : query
  if (path === '/inspect') return inspect(typeof given.uuid === 'string' ? given.uuid : '')
  if (path !== '/')
    return {
      status: 404,
      body: { error: `no such path: ${path}`, hint: 'use / or /inspect?uuid=' },
    }

  const { count: wanted = 1 } = given
  const count = typeof wanted === 'string' && /^\d+$/.test(wanted) ? Number(wanted) : wanted
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > maxCount)
    return bad(`"count" must be a whole number from 1 to ${maxCount}`, 'GET /?count=5')
  return { status: 200, body: { uuids: batch(count) } }
}

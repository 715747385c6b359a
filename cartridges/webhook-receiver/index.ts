// Is this webhook authentic and fresh? HMAC-SHA256 over exactly what GitHub, Stripe or Slack sign.
// It keeps nothing: replays inside the tolerance are the receiver's to remember.

type Signed = {
  readonly text: string
  readonly macs: readonly string[]
  readonly time: number | null
}

const schemes = ['github', 'stripe', 'slack'] as const
type Scheme = (typeof schemes)[number]

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isScheme = (value: Json | undefined): value is Scheme => schemes.some((s) => s === value)

const isWhole = (value: Json, low: number, high: number): value is number =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high

function utf8(text: string): number[] {
  const pieces = encodeURIComponent(text).matchAll(/%(..)|./g)
  return [...pieces].map(([piece, hex]) =>
    hex === undefined ? piece.charCodeAt(0) : Number.parseInt(hex, 16),
  )
}

/** The first 32 bits behind the point of a root: where SHA-256 takes its constants from. */
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0

const primes: number[] = []
for (let n = 2; primes.length < 64; n++)
  if (primes.every((prime) => n % prime !== 0)) primes.push(n)
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function sha256(message: readonly number[]): number[] {
  const state = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setUint32(bytes.length - 4, message.length * 8)
  const w = new Int32Array(64)
  const word = (i: number) => w[i] ?? 0
  for (let block = 0; block < bytes.length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(block + i * 4)
    for (let i = 16; i < 64; i++) {
      const near = word(i - 2)
      const far = word(i - 15)
      const mixed = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)
      w[i] = word(i - 16) + word(i - 7) + mixed + (turn(far, 7) ^ turn(far, 18) ^ (far >>> 3))
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let i = 0; i < 64; i++) {
      const sum = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
      const first = (h + sum + ((e & f) ^ (~e & g)) + (rounds[i] ?? 0) + word(i)) | 0
      const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + value
  }
  return [...state].flatMap((value) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255))
}

function hmacHex(secret: string, text: string): string {
  const raw = utf8(secret)
  const key = raw.length > 64 ? sha256(raw) : raw
  const pad = (by: number) => Array.from({ length: 64 }, (_, i) => (key[i] ?? 0) ^ by)
  const mac = sha256([...pad(0x5c), ...sha256([...pad(0x36), ...utf8(text)])])
  return mac.map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Looks at every character, so that the time taken does not tell how much of a guess was right. */
function isSame(left: string, right: string): boolean {
  let difference = left.length ^ right.length
  for (let i = 0; i < left.length; i++) difference |= left.charCodeAt(i) ^ right.charCodeAt(i)
  return difference === 0
}

/** What the sender signed and the signatures offered; null when the header has another shape. */
function readSigned(scheme: Scheme, payload: string, header: string, time: Json): Signed | null {
  if (scheme === 'github') {
    const mac = /^sha256=([0-9a-f]{64})$/.exec(header)?.[1]
    return mac === undefined ? null : { text: payload, macs: [mac], time: null }
  }
  if (scheme === 'slack') {
    const mac = /^v0=([0-9a-f]{64})$/.exec(header)?.[1]
    if (mac === undefined || !isWhole(time, 0, 1e12)) return null
    return { text: `v0:${time}:${payload}`, macs: [mac], time }
  }
  const sent = /(?:^|,)t=(\d{1,12})(?:,|$)/.exec(header)?.[1]
  const macs = [...header.matchAll(/(?:^|,)v1=([0-9a-f]{64})(?=,|$)/g)].map(([, mac = '']) => mac)
  if (sent === undefined || macs.length === 0) return null
  return { text: `${sent}.${payload}`, macs, time: Number(sent) }
}

function eventOf(payload: string): string | null {
  try {
    const { type, action } = Object(JSON.parse(payload)) as { type?: Json; action?: Json }
    return typeof type === 'string' ? type : typeof action === 'string' ? action : null
  } catch {
    return null // Slack's slash commands are form data, which name no event.
  }
}

export function handle({ body }: Request): Response {
  const shape = '{"scheme": "github", "secret": ..., "payload": the raw body, "signature": ...}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be a JSON object', shape)
  const { scheme, secret, payload, signature, timestamp = null, at = null, tolerance = 300 } = body
  if (!isScheme(scheme)) return refuse('this scheme is not known', `one of ${schemes.join(', ')}`)
  if (typeof secret !== 'string' || secret === '' || secret.length > 200)
    return refuse('"secret" must be text of 1 to 200 characters', shape)
  if (typeof payload !== 'string' || payload.length > 40_000)
    return refuse('"payload" must be the raw text', 'at most 40000 characters, not parsed JSON')
  if (/\p{Surrogate}/u.test(secret + payload))
    return refuse('this is no well-formed Unicode', 'send the text exactly as it arrived')
  if (at !== null && !isWhole(at, 0, 1e12))
    return refuse(
      '"at" must be seconds since 1970',
      'or leave it out: freshness is then not judged',
    )
  if (!isWhole(tolerance, 1, 86_400))
    return refuse('"tolerance" must be 1 to 86400 seconds', '300 is usual')
  if (typeof signature !== 'string' || signature.length > 1000)
    return refuse('"signature" must be the text of the header', shape)
  const signed = readSigned(scheme, payload, signature, timestamp)
  if (signed === null)
    return refuse(
      `this is no signature of ${scheme}`,
      'github: sha256=<hex>; stripe: t=<s>,v1=<hex>; slack: v0=<hex> and "timestamp"',
    )
  const expected = hmacHex(secret, signed.text)
  const authentic = signed.macs.some((mac) => isSame(expected, mac))
  const { time } = signed
  const fresh = time === null || at === null ? null : Math.abs(at - time) <= tolerance
  const reason = !authentic
    ? 'the signature does not fit this payload and secret'
    : fresh === false
      ? `it was signed more than ${tolerance} seconds away`
      : null
  // An event nobody signed is not repeated, so that nobody acts on it by mistake.
  const event = authentic ? eventOf(payload) : null
  return { body: { accepted: reason === null, authentic, fresh, event, reason } }
}

// Checks an Authorization header of the Basic scheme (RFC 7617) against names with PBKDF2 hashes, and
// makes such hashes. It keeps no password; an unknown name takes as long as a wrong password.

type Stored = { rounds: number; salt: string; hash: string }

const maxRounds = 1000
const maxUsers = 100

class Refusal extends Error {}

const utf8 = (text: string): number[] => {
  const bytes: number[] = []
  for (const sign of text.replace(/\p{Cs}/gu, '\ufffd')) {
    const code = sign.codePointAt(0) ?? 0
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

/** SHA-256 begins with roots of primes: square roots for the state, cube roots for the rounds. */
const sieve = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && !Array.from({ length: 17 }, (_, d) => d + 2).some((d) => d < n && n % d === 0),
)
const bits = (root: number) => Math.floor((root % 1) * 4294967296) | 0
const K = Int32Array.from(sieve.slice(0, 64), (prime) => bits(Math.cbrt(prime)))
const start = Int32Array.from(sieve.slice(0, 8), (prime) => bits(Math.sqrt(prime)))
const schedule = new Int32Array(64)

/** One block of 16 words into the eight of a state; the state given stays as it is. */
function compress(state: Int32Array, block: ArrayLike<number>): Int32Array {
  const at = (from: ArrayLike<number>, index: number) => from[index] ?? 0
  const rotate = (x: number, n: number) => (x >>> n) | (x << (32 - n))
  for (let t = 0; t < 64; t++) {
    const [x, y] = [at(schedule, t - 15), at(schedule, t - 2)]
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    schedule[t] = t < 16 ? at(block, t) : at(schedule, t - 16) + s0 + at(schedule, t - 7) + s1
  }
  const v = Int32Array.from(state)
  for (let t = 0; t < 64; t++) {
    const [a, e] = [at(v, 0), at(v, 4)]
    const choice = (e & at(v, 5)) ^ (~e & at(v, 6))
    const S1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (at(v, 7) + S1 + choice + at(K, t) + at(schedule, t)) | 0
    const majority = (a & at(v, 1)) ^ (a & at(v, 2)) ^ (at(v, 1) & at(v, 2))
    const S0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    v.copyWithin(1, 0, 7)
    v[4] = at(v, 4) + t1
    v[0] = t1 + S0 + majority
  }
  return v.map((word, index) => word + at(state, index))
}

/** Absorbs the rest of a message of which `before` bytes went into the state already. */
function finish(state: Int32Array, message: readonly number[], before: number): Int32Array {
  const padded = [...message, 0x80]
  while (padded.length % 64 !== 56) padded.push(0)
  padded.push(0, 0, 0, 0)
  const size = (before + message.length) * 8
  for (const shift of [24, 16, 8, 0]) padded.push((size >>> shift) & 255)
  let digest = state
  for (let from = 0; from < padded.length; from += 64) {
    const words = Array.from({ length: 16 }, (_, word) =>
      padded
        .slice(from + word * 4, from + word * 4 + 4)
        .reduce((sum, byte) => (sum << 8) | byte, 0),
    )
    digest = compress(digest, words)
  }
  return digest
}

const bytesOf = (words: Int32Array) =>
  [...words].flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255))

/** PBKDF2-HMAC-SHA256, 32 bytes, as hex. */
function derive(password: string, salt: string, rounds: number): string {
  let key = utf8(password)
  if (key.length > 64) key = bytesOf(finish(start, key, 0))
  const pad = (mask: number) =>
    compress(
      start,
      Array.from({ length: 16 }, (_, word) =>
        [0, 1, 2, 3].reduce((sum, at) => (sum << 8) | ((key[word * 4 + at] ?? 0) ^ mask), 0),
      ),
    )
  const [inner, outer] = [pad(0x36), pad(0x5c)]
  // A digest is always eight words, so its padding is always the same: 96 bytes went through by then.
  const tail = [0x80000000 | 0, 0, 0, 0, 0, 0, 0, 768]
  let u = compress(outer, [...finish(inner, [...utf8(salt), 0, 0, 0, 1], 64), ...tail])
  const sum = Int32Array.from(u)
  for (let round = 1; round < rounds; round++) {
    u = compress(outer, [...compress(inner, [...u, ...tail]), ...tail])
    for (const [index, word] of u.entries()) sum[index] = (sum[index] ?? 0) ^ word
  }
  return bytesOf(sum)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** The text of strict base64 of UTF-8, or null. */
function decode(base64: string): string | null {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null
  const stream = [...base64.replace(/=+$/, '')]
    .map((sign) => alphabet.indexOf(sign).toString(2).padStart(6, '0'))
    .join('')
  const octets = stream.match(/.{8}/g) ?? []
  try {
    return decodeURIComponent(
      octets.map((octet) => `%${Number.parseInt(octet, 2).toString(16).padStart(2, '0')}`).join(''),
    )
  } catch {
    return null
  }
}

function readUsers(given: Json | undefined): Map<string, Stored> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Refusal('"users" must be an object of hashes by name')
  const users = new Map<string, Stored>()
  for (const [name, text] of Object.entries(given)) {
    const [, rounds, salt, hash] =
      /^pbkdf2-sha256\$([1-9]\d{0,3})\$([^$\s]{8,64})\$([0-9a-f]{64})$/.exec(String(text)) ?? []
    if (hash === undefined || salt === undefined || Number(rounds) > maxRounds)
      throw new Refusal('a hash must be one that POST /hash answers')
    if (name === '' || name.length > 100 || /[:\p{Cc}]/u.test(name))
      throw new Refusal('a name has 1 to 100 characters and no colon')
    users.set(name, { rounds: Number(rounds), salt, hash })
  }
  if (users.size > maxUsers) throw new Refusal(`at most ${maxUsers} users`)
  return users
}

function check(authorization: string, users: ReadonlyMap<string, Stored>) {
  const [, scheme, token = ''] = /^([!#$%&'*+.^`|~\w-]+)(?: +(.*))?$/.exec(authorization) ?? []
  if (scheme === undefined) return { user: null, reason: 'missing' }
  if (scheme.toLowerCase() !== 'basic') return { user: null, reason: 'other-scheme' }
  const pair = decode(token.trim())
  const colon = pair?.indexOf(':') ?? -1
  if (pair === null || colon < 0 || /\p{Cc}/u.test(pair)) return { user: null, reason: 'malformed' }
  const name = pair.slice(0, colon)
  const [anybody] = users.values()
  const known = users.get(name)
  const { rounds, salt, hash } = known ?? anybody ?? { rounds: 1, salt: '', hash: '' }
  const derived = derive(pair.slice(colon + 1), salt, rounds)
  let difference = known === undefined ? 1 : 0
  for (let at = 0; at < derived.length; at++)
    difference |= derived.charCodeAt(at) ^ hash.charCodeAt(at)
  return difference === 0 ? { user: name, reason: 'ok' } : { user: null, reason: 'wrong' }
}

function answer(path: string, body: Json): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('the body must be an object')
  if (path === '/hash') {
    const { password, salt, rounds = 500 } = body
    if (typeof password !== 'string' || password === '' || password.length > 200)
      throw new Refusal('"password" must have 1 to 200 characters')
    if (typeof salt !== 'string' || !/^[^$\s]{8,64}$/.test(salt))
      throw new Refusal('"salt" must have 8 to 64 characters, no space and no $')
    if (typeof rounds !== 'number' || !Number.isInteger(rounds) || rounds < 1 || rounds > maxRounds)
      throw new Refusal(`"rounds" must be 1 to ${maxRounds}`)
    return { hash: `pbkdf2-sha256$${rounds}$${salt}$${derive(password, salt, rounds)}` }
  }
  if (path !== '/') throw new Refusal('there is / and /hash')
  const { authorization = '', realm = 'private' } = body
  if (typeof authorization !== 'string' || authorization.length > 2000)
    throw new Refusal('"authorization" must be the header, at most 2000 characters')
  if (typeof realm !== 'string' || !/^[\x20-\x7e]{1,60}$/.test(realm))
    throw new Refusal('"realm" must be 1 to 60 characters of ASCII')
  const verdict = check(authorization, readUsers(body.users))
  if (verdict.user !== null) return { status: 200, ...verdict, headers: {} }
  const quoted = realm.replace(/["\\]/g, (sign) => `\\${sign}`)
  const challenge = `Basic realm="${quoted}", charset="UTF-8"`
  return { status: 401, ...verdict, headers: { 'WWW-Authenticate': challenge } }
}

export function handle({ path, body }: Request): Response {
  try {
    return { body: answer(path, body) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const hint =
      'POST / {"authorization": "Basic YWRhOnB3", "realm": "shop", "users": {"ada": "<hash>"}} or POST /hash {"password", "salt", "rounds?"}'
    return { status: 400, body: { error: error.message, hint } }
  }
}

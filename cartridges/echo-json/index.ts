// JSON as it arrived, in the canonical form of RFC 8785, with an inventory. Warnings name what another
// reader may not keep: numbers beyond 2^53, broken Unicode, keys that some languages treat as special.

const maxWarnings = 20
const risky = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])

type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

const kindOf = (value: Json): Kind =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : (typeof value as Exclude<Kind, 'null' | 'array'>)

/** Keys sorted by UTF-16 code units, no spaces; numbers and texts as JSON.stringify writes them. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`)
  return `{${members.join(',')}}`
}

function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

function problemOf(value: Json): string | null {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    return 'a whole number beyond 2^53, which may have been rounded on its way'
  if (typeof value === 'string' && /\p{Cs}/u.test(value)) return 'holds half of a surrogate pair'
  if (typeof value === 'string' && /[\u202a-\u202e\u2066-\u2069]/.test(value))
    return 'holds marks that change the writing direction'
  return null
}

function inventory(root: Json) {
  const counts: Record<Kind, number> = {
    null: 0,
    boolean: 0,
    number: 0,
    string: 0,
    array: 0,
    object: 0,
  }
  const warnings: { path: string; problem: string }[] = []
  let depth = 0
  let longestText = 0
  const warn = (path: string, problem: string) => {
    if (warnings.length < maxWarnings) warnings.push({ path, problem })
  }
  const visit = (value: Json, path: string, level: number): void => {
    counts[kindOf(value)]++
    depth = Math.max(depth, level)
    if (typeof value === 'string') longestText = Math.max(longestText, value.length)
    const problem = problemOf(value)
    if (problem !== null) warn(path, problem)
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      const childPath = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      if (!Array.isArray(value) && risky.has(key))
        warn(childPath, 'a key with a meaning of its own in JavaScript')
      if (!Array.isArray(value) && key === '') warn(childPath, 'an empty key')
      visit(child, childPath, level + 1)
    }
  }
  visit(root, '', 1)
  return { depth, counts, longestText, warnings }
}

export function handle({ body, headers }: Request): Response {
  if (!/json/i.test(headers['content-type'] ?? 'json'))
    return {
      status: 400,
      body: {
        error: 'the body did not come as JSON',
        hint: 'send it with content-type: application/json',
      },
    }
  if (body === null)
    return {
      status: 400,
      body: { error: 'the body is empty or null', hint: 'POST any JSON, like {"a": 1}' },
    }
  const text = canonical(body)
  return { body: { canonical: text, bytes: bytesOf(text), ...inventory(body) } }
}

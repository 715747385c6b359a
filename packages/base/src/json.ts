// JSON values and a parser for untrusted text: size and nesting are checked before JSON.parse sees it,
// because five million brackets cost V8 seconds.

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

export type JsonLimits = { readonly maxBytes: number; readonly maxDepth: number }

export type JsonResult =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly reason: string }

/** Parse untrusted JSON; never throws. */
export function parseJson(text: string, limits: JsonLimits): JsonResult {
  if (text.length > limits.maxBytes || Buffer.byteLength(text) > limits.maxBytes)
    return { ok: false, reason: `JSON is larger than ${limits.maxBytes} bytes` }
  if (
    hasMoreBrackets(text, limits.maxDepth) &&
    nestingDepth(text, limits.maxDepth) > limits.maxDepth
  )
    return { ok: false, reason: `JSON is nested deeper than ${limits.maxDepth} levels` }
  try {
    return { ok: true, value: JSON.parse(text) as Json }
  } catch {
    return { ok: false, reason: 'not valid JSON' }
  }
}

/** JSON with object keys sorted, so equal values give equal text. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value as { [key: string]: Json })
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}

/** So few brackets that they cannot be nested too deep; most texts are decided here, at native speed. */
function hasMoreBrackets(text: string, most: number): boolean {
  let left = most
  for (const bracket of ['{', '[']) {
    let at = text.indexOf(bracket)
    while (at >= 0 && left >= 0) {
      left--
      at = text.indexOf(bracket, at + 1)
    }
  }
  return left < 0
}

/** Deepest bracket nesting outside strings; stops early once it passes `stopAt`. */
function nestingDepth(text: string, stopAt: number): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (inString) {
      if (char === 0x5c) i++
      else if (char === 0x22) inString = false
    } else if (char === 0x22) inString = true
    else if (char === 0x5b || char === 0x7b) {
      deepest = Math.max(deepest, ++depth)
      if (deepest > stopAt) return deepest
    } else if (char === 0x5d || char === 0x7d) depth--
  }
  return deepest
}

// A not-found page with the nearest pages that exist. Nearness counts typing steps (Damerau and
// Levenshtein), but a file that only moved to another folder or changed its ending is known as such.

type JsonObject = { readonly [key: string]: Json }
type Near = { path: string; distance: number; cause: string }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Typing steps between two texts, or `limit + 1` as soon as it is clear that there are more. */
function steps(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    if (Math.min(...row) > limit) return limit + 1
    ;[before, last] = [last, row]
  }
  return last[b.length] ?? 0
}

const normal = (path: string) =>
  path
    .toLowerCase()
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/_/g, '-')
const withoutEnding = (path: string) => path.replace(/(\/index)?\.(html?|php|aspx?|md)$/, '')
const lastOf = (path: string) => path.split('/').at(-1) ?? ''

function compare(wanted: string, known: string): Near | null {
  const [a, b] = [normal(wanted), normal(known)]
  if (a === b) return { path: known, distance: 0, cause: 'written differently' }
  if (withoutEnding(a) === withoutEnding(b))
    return { path: known, distance: 0.05, cause: 'another ending' }
  if (lastOf(a).length > 3 && lastOf(a) === lastOf(b))
    return { path: known, distance: 0.15, cause: 'moved' }
  const longest = Math.max(a.length, b.length)
  const found = steps(a, b, Math.floor(longest * 0.4))
  if (found > longest * 0.4) return null
  return {
    path: known,
    distance: Math.round((found / longest) * 100) / 100,
    cause: 'a typing error',
  }
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"path": "/desk-lmap", "known": ["/desk-lamp", "/about"]}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { path, known, home = '/', format = 'html' } = body
  const isPath = (value: Json | undefined): value is string =>
    typeof value === 'string' && /^\/(?!\/)\S{0,499}$/.test(value)
  if (!isPath(path)) return bad('"path" must be a path of at most 500 characters', hint)
  if (!isPath(home)) return bad('"home" must be a path', hint)
  if (!Array.isArray(known) || known.length > 2000 || !known.every(isPath))
    return bad('"known" must be a list of at most 2000 paths', hint)
  if (format !== 'html' && format !== 'json') return bad('"format" must be html or json', hint)
  const nearest = known
    .map((candidate) => compare(path, candidate))
    .filter((found) => found !== null)
    .sort((a, b) => a.distance - b.distance || a.path.length - b.path.length)
    .slice(0, 5)
  if (format === 'json') return { body: { path, nearest } }
  const links = nearest.map(
    (near) =>
      `<li><a href="${escapeHtml(near.path)}">${escapeHtml(near.path)}</a> (${near.cause})</li>`,
  )
  const parts: { readonly [name: string]: string } = {
    path: escapeHtml(path),
    home: escapeHtml(home),
    nearest: links.length === 0 ? '' : `<p>Perhaps you wanted</p><ul>${links.join('')}</ul>`,
  }
  const html = page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? '')
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}

// The difference between two JSON values as an RFC 6902 patch. Arrays are aligned by their longest
// common subsequence, so one inserted item is one `add` and not a rewrite of everything behind it.

type JsonObject = { [key: string]: Json }
type Operation = { op: 'add' | 'remove' | 'replace' | 'test'; path: string; value?: Json }

/** Above this many table cells two arrays are compared position by position. */
const maxCells = 400_000
const maxDepth = 100

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapePointer = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')

function depthOf(value: Json, depth = 1): number {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return depth
  let deepest = depth
  for (const child of Object.values(value)) deepest = Math.max(deepest, depthOf(child, depth + 1))
  return deepest
}

/** Gives equal values equal numbers, so that comparing two subtrees is comparing two integers. */
function interner() {
  const numbers = new Map<string, number>()
  const known = new Map<object, number>()
  const numberOf = (name: string) => {
    const found = numbers.get(name)
    if (found !== undefined) return found
    numbers.set(name, numbers.size)
    return numbers.size - 1
  }
  const idOf = (value: Json): number => {
    if (typeof value !== 'object' || value === null) return numberOf(JSON.stringify(value))
    const seen = known.get(value)
    if (seen !== undefined) return seen
    const name = Array.isArray(value)
      ? `[${value.map(idOf).join()}]`
      : `{${Object.keys(value)
          .sort()
          .map((key) => `${JSON.stringify(key)}:${idOf(value[key] ?? null)}`)
          .join()}}`
    const id = numberOf(name)
    known.set(value, id)
    return id
  }
  return idOf
}

/** Pairs `[i, j]` of a longest common subsequence, ascending in both. */
function commonPairs(left: readonly number[], right: readonly number[]): [number, number][] {
  const pairs: [number, number][] = []
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) {
    pairs.push([start, start])
    start++
  }
  let leftEnd = left.length
  let rightEnd = right.length
  const tail: [number, number][] = []
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1])
    tail.push([--leftEnd, --rightEnd])

  const width = rightEnd - start + 1
  const cells = (leftEnd - start + 1) * width
  if (cells > maxCells) {
    for (let i = start; i < Math.min(leftEnd, rightEnd); i++)
      if (left[i] === right[i]) pairs.push([i, i])
    return pairs.concat(tail.reverse())
  }
  const length = new Uint16Array(cells)
  const at = (i: number, j: number) => length[(i - start) * width + (j - start)] ?? 0
  for (let i = leftEnd - 1; i >= start; i--)
    for (let j = rightEnd - 1; j >= start; j--)
      length[(i - start) * width + (j - start)] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  let i = start
  let j = start
  while (i < leftEnd && j < rightEnd) {
    if (left[i] === right[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs.concat(tail.reverse())
}

function diff(before: Json, after: Json, guard: boolean): Operation[] {
  const patch: Operation[] = []
  const idOf = interner()

  const remove = (path: string, old: Json) => {
    if (guard) patch.push({ op: 'test', path, value: old })
    patch.push({ op: 'remove', path })
  }

  const compare = (path: string, old: Json, fresh: Json): void => {
    if (idOf(old) === idOf(fresh)) return
    if (isObject(old) && isObject(fresh)) compareObjects(path, old, fresh)
    else if (Array.isArray(old) && Array.isArray(fresh)) compareArrays(path, old, fresh)
    else {
      if (guard) patch.push({ op: 'test', path, value: old })
      patch.push({ op: 'replace', path, value: fresh })
    }
  }

  const compareObjects = (path: string, old: JsonObject, fresh: JsonObject): void => {
    for (const [key, value] of Object.entries(old)) {
      const child = `${path}/${escapePointer(key)}`
      if (Object.hasOwn(fresh, key)) compare(child, value, fresh[key] ?? null)
      else remove(child, value)
    }
    for (const [key, value] of Object.entries(fresh))
      if (!Object.hasOwn(old, key))
        patch.push({ op: 'add', path: `${path}/${escapePointer(key)}`, value })
  }

  const compareArrays = (path: string, old: Json[], fresh: Json[]): void => {
    const pairs = commonPairs(old.map(idOf), fresh.map(idOf))
    pairs.push([old.length, fresh.length])
    let i = 0
    let j = 0
    // `at` is where the patched array stands once the operations so far have been applied.
    let at = 0
    for (const [nextI, nextJ] of pairs) {
      while (i < nextI && j < nextJ)
        compare(`${path}/${at++}`, old[i++] ?? null, fresh[j++] ?? null)
      while (i < nextI) remove(`${path}/${at}`, old[i++] ?? null)
      while (j < nextJ)
        patch.push({ op: 'add', path: `${path}/${at++}`, value: fresh[j++] ?? null })
      i++
      j++
      at++
    }
  }

  compare('', before, after)
  return patch
}

export function handle(request: Request): Response {
  const { body } = request
  const hint = 'POST {"before": ..., "after": ...}; add "guard": true for a patch with `test` steps'
  if (body === null) return bad('nothing to compare', hint)
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  if (!Object.hasOwn(body, 'before') || !Object.hasOwn(body, 'after'))
    return bad('both "before" and "after" are needed', hint)
  const { before = null, after = null, guard = false } = body
  if (typeof guard !== 'boolean') return bad('"guard" must be true or false', hint)
  if (Math.max(depthOf(before), depthOf(after)) > maxDepth)
    return bad(`values nest deeper than ${maxDepth}`, 'compare the inner parts separately')

  const patch = diff(before, after, guard)
  const count = (op: Operation['op']) => patch.filter((operation) => operation.op === op).length
  return {
    status: 200,
    body: {
      equal: patch.length === 0,
      summary: { added: count('add'), removed: count('remove'), replaced: count('replace') },
      patch: patch as JsonObject[],
    },
  }
}

// JSON documents whose parts have addresses: /<document>/<pointer>. PUT sets a part, POST merges into it
// as RFC 7396 says (null removes), GET reads it, DELETE removes it.

type JsonObject = { [key: string]: Json }

const maxDocuments = 20
const maxBytes = 32_000
const maxDepth = 32

class RefusedError extends Error {
  readonly status: number
  readonly hint: string
  constructor(status: number, message: string, hint: string) {
    super(message)
    this.status = status
    this.hint = hint
  }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const own = (target: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(target, key) ? target[key] : undefined

/** Assignment would let the key `__proto__` change what an object inherits. */
const put = (target: JsonObject, key: string, value: Json) =>
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  })

function childOf(value: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d{0,5})$/.test(step) ? value[Number(step)] : undefined
  return isObject(value) ? own(value, step) : undefined
}

function merge(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
  const merged: JsonObject = isObject(target) ? target : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else put(merged, key, merge(own(merged, key), value))
  }
  return merged
}

/** The document with `change` applied to the part at `steps`; `undefined` from `change` removes it. */
function edit(
  value: Json | undefined,
  steps: readonly string[],
  change: (part: Json | undefined) => Json | undefined,
): Json | undefined {
  const [step, ...rest] = steps
  if (step === undefined) return change(value)
  if (Array.isArray(value)) {
    const index = step === '-' ? value.length : Number(step)
    if (!(Number.isInteger(index) && index >= 0 && index <= value.length))
      throw new RefusedError(404, `the array has no place "${step}"`, 'an index, or - for the end')
    const fresh = edit(value[index], rest, change)
    if (fresh === undefined) value.splice(index, 1)
    else value[index] = fresh
    return value
  }
  if (value !== undefined && !isObject(value))
    throw new RefusedError(
      409,
      `"${step}" lies below a plain value`,
      'PUT an object above it first',
    )
  const parent = value ?? {}
  const fresh = edit(own(parent, step), rest, change)
  if (fresh === undefined) delete parent[step]
  else put(parent, step, fresh)
  return parent
}

function stepsOf(path: string): string[] {
  try {
    const steps = path.split('/').slice(1).map(decodeURIComponent)
    if (steps.length <= maxDepth && /^[a-z0-9-]{1,40}$/.test(steps[0] ?? ''))
      return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  } catch (error) {
    if (!(error instanceof URIError)) throw error
  }
  throw new RefusedError(
    400,
    'this is no address of a part',
    '/<document>/<key>/<index>: the document has up to 40 of a-z 0-9 -, and depth is at most 32',
  )
}

function answer({ method, path, body, payment }: Request): Json {
  const [name = '', ...steps] = stepsOf(path)
  const owner = `${payment?.payer.toLowerCase() ?? 'anyone'}:`
  const before = kv.get(owner + name)
  const part = steps.reduce(childOf, before)
  if ((method === 'GET' || method === 'DELETE') && part === undefined)
    throw new RefusedError(404, 'there is nothing', `PUT ${path} puts something there`)
  if (method === 'GET') return part ?? null

  const change = (old: Json | undefined) =>
    method === 'DELETE' ? undefined : method === 'POST' ? merge(old, body) : body
  const after = edit(before, steps, change)
  if (after === undefined) {
    kv.delete(owner + name)
    return { bytes: 0 }
  }
  const bytes = JSON.stringify(after).length
  if (bytes > maxBytes)
    throw new RefusedError(413, `the document has ${bytes} characters`, `at most ${maxBytes}`)
  if (before === undefined && kv.list(owner, maxDocuments).length >= maxDocuments)
    throw new RefusedError(409, `you have ${maxDocuments} documents`, 'DELETE one first')
  kv.set(owner + name, after)
  return { bytes }
}

export function handle(request: Request): Response {
  try {
    return { body: { value: answer(request) } }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return { status: error.status, body: { error: error.message, hint: error.hint } }
  }
}

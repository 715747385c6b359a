// JSON Schema in its common keywords, every problem with a pointer. A keyword that is not known makes
// the schema unusable instead of being passed over: a check that is silently left out is worse than none.

type JsonObject = { readonly [key: string]: Json }
type Problem = { at: string; keyword: string; message: string }
type Check = (rule: Json, value: Json, at: string, schema: JsonObject) => void

const maxProblems = 50
const annotations = new Set(
  '$schema $id $comment $defs title description default examples deprecated'.split(' '),
)

/** Thrown for what is wrong with the schema, never for what is wrong with the value. */
class SchemaFault extends Error {}

let problems: Problem[] = []
let root: Json = true

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function report(at: string, keyword: string, message: string): void {
  if (problems.length < maxProblems) problems.push({ at, keyword, message })
}

function need<T extends Json>(rule: Json, isRight: (rule: Json) => rule is T, what: string): T {
  if (!isRight(rule)) throw new SchemaFault(what)
  return rule
}

const isNumber = (rule: Json): rule is number => typeof rule === 'number'
const isText = (rule: Json): rule is string => typeof rule === 'string'
const isList = (rule: Json): rule is Json[] => Array.isArray(rule)
const isNames = (rule: Json): rule is string[] => Array.isArray(rule) && rule.every(isText)

/** Equal as JSON: the order of members does not matter. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`
}

function isType(value: Json, type: Json): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'string' || type === 'number' || type === 'boolean') return typeof value === type
  throw new SchemaFault(`"type" knows no ${JSON.stringify(type)}`)
}

const below = (at: string, key: string | number) =>
  `${at}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** A check on numbers: `measure` answers null where the keyword does not apply. */
const bound =
  (
    keyword: string,
    words: string,
    measure: (value: Json) => number | null,
    isRight: (size: number, limit: number) => boolean,
  ): Check =>
  (rule, value, at) => {
    const limit = need(rule, isNumber, `"${keyword}" must be a number`)
    const size = measure(value)
    if (size !== null && !isRight(size, limit)) report(at, keyword, `${words} ${limit}`)
  }

const itself = (value: Json) => (typeof value === 'number' ? value : null)
const characters = (value: Json) => (typeof value === 'string' ? [...value].length : null)
const items = (value: Json) => (Array.isArray(value) ? value.length : null)
const members = (value: Json) => (isObject(value) ? Object.keys(value).length : null)
const most = (size: number, limit: number) => size <= limit
const least = (size: number, limit: number) => size >= limit

/** Does the value fit, without keeping the problems? */
function fits(schema: Json, value: Json, at: string): boolean {
  const kept = problems
  problems = []
  validate(schema, value, at)
  const isFit = problems.length === 0
  problems = kept
  return isFit
}

const checks = new Map<string, Check>([
  [
    'type',
    (rule, value, at) => {
      const types = Array.isArray(rule) ? rule : [rule]
      if (!types.some((type) => isType(value, type)))
        report(at, 'type', `must be ${types.join(' or ')}`)
    },
  ],
  [
    'enum',
    (rule, value, at) => {
      const allowed = need(rule, isList, '"enum" must be a list')
      if (!allowed.some((item) => canonical(item) === canonical(value)))
        report(at, 'enum', `must be one of ${JSON.stringify(allowed).slice(0, 200)}`)
    },
  ],
  [
    'const',
    (rule, value, at) => {
      if (canonical(rule) !== canonical(value))
        report(at, 'const', `must be ${JSON.stringify(rule).slice(0, 200)}`)
    },
  ],
  [
    'required',
    (rule, value, at) => {
      const names = need(rule, isNames, '"required" must be a list of names')
      for (const name of names)
        if (isObject(value) && !Object.hasOwn(value, name))
          report(at, 'required', `${JSON.stringify(name)} is missing`)
    },
  ],
  [
    'properties',
    (rule, value, at) => {
      for (const [name, schema] of Object.entries(
        need(rule, isObject, '"properties" must be an object'),
      ))
        if (isObject(value) && Object.hasOwn(value, name))
          validate(schema, value[name] ?? null, below(at, name))
    },
  ],
  [
    'additionalProperties',
    (rule, value, at, schema) => {
      const known = isObject(schema.properties) ? schema.properties : {}
      if (!isObject(value)) return
      for (const [name, item] of Object.entries(value)) {
        if (Object.hasOwn(known, name)) continue
        if (rule === false) report(below(at, name), 'additionalProperties', 'is not known here')
        else validate(rule, item, below(at, name))
      }
    },
  ],
  [
    'items',
    (rule, value, at) => {
      if (Array.isArray(value))
        for (const [i, item] of value.entries()) validate(rule, item, below(at, i))
    },
  ],
  [
    'uniqueItems',
    (rule, value, at) => {
      if (
        rule === true &&
        Array.isArray(value) &&
        new Set(value.map(canonical)).size < value.length
      )
        report(at, 'uniqueItems', 'holds the same item twice')
    },
  ],
  [
    'pattern',
    (rule, value, at) => {
      const source = need(rule, isText, '"pattern" must be text')
      if (source.length > 200) throw new SchemaFault('"pattern" is longer than 200 characters')
      let pattern: RegExp
      try {
        pattern = new RegExp(source, 'u')
      } catch {
        throw new SchemaFault('"pattern" is no regular expression')
      }
      if (typeof value === 'string' && !pattern.test(value))
        report(at, 'pattern', `must match ${source}`)
    },
  ],
  [
    'multipleOf',
    (rule, value, at) => {
      const step = need(rule, isNumber, '"multipleOf" must be a number')
      // 0.3 / 0.1 is not 3 in binary, so a quotient this near to a whole number counts as one.
      const steps = typeof value === 'number' ? value / step : 0
      if (Math.abs(steps - Math.round(steps)) > 1e-9)
        report(at, 'multipleOf', `must be a multiple of ${step}`)
    },
  ],
  [
    'allOf',
    (rule, value, at) => {
      for (const schema of need(rule, isList, '"allOf" must be a list')) validate(schema, value, at)
    },
  ],
  [
    'anyOf',
    (rule, value, at) => {
      const some = need(rule, isList, '"anyOf" must be a list').map((schema) =>
        fits(schema, value, at),
      )
      if (!some.includes(true)) report(at, 'anyOf', 'fits none of the choices')
    },
  ],
  [
    'oneOf',
    (rule, value, at) => {
      const fit = need(rule, isList, '"oneOf" must be a list').filter((schema) =>
        fits(schema, value, at),
      )
      if (fit.length !== 1) report(at, 'oneOf', `fits ${fit.length} of the choices instead of one`)
    },
  ],
  [
    'not',
    (rule, value, at) => {
      if (fits(rule, value, at)) report(at, 'not', 'fits what it must not')
    },
  ],
  [
    '$ref',
    (rule, value, at) => {
      const name = /^#\/\$defs\/([^/~%]+)$/.exec(String(rule))?.[1]
      const defs = isObject(root) && isObject(root.$defs) ? root.$defs : {}
      if (name === undefined || !Object.hasOwn(defs, name))
        throw new SchemaFault(
          `"$ref" leads nowhere: ${String(rule).slice(0, 80)}; only #/$defs/<name> is known`,
        )
      validate(defs[name] ?? true, value, at)
    },
  ],
  ['minimum', bound('minimum', 'must be at least', itself, least)],
  ['maximum', bound('maximum', 'must be at most', itself, most)],
  ['exclusiveMinimum', bound('exclusiveMinimum', 'must be above', itself, (n, limit) => n > limit)],
  ['exclusiveMaximum', bound('exclusiveMaximum', 'must be below', itself, (n, limit) => n < limit)],
  ['minLength', bound('minLength', 'characters must be at least', characters, least)],
  ['maxLength', bound('maxLength', 'characters must be at most', characters, most)],
  ['minItems', bound('minItems', 'items must be at least', items, least)],
  ['maxItems', bound('maxItems', 'items must be at most', items, most)],
  ['minProperties', bound('minProperties', 'members must be at least', members, least)],
  ['maxProperties', bound('maxProperties', 'members must be at most', members, most)],
])

let depth = 0

function validate(schema: Json, value: Json, at: string): void {
  if (schema === true) return
  if (schema === false) {
    report(at, 'false', 'is not allowed here')
    return
  }
  if (!isObject(schema)) throw new SchemaFault('a schema must be an object, true or false')
  // A `$ref` to itself would go round for ever on the same value.
  if (++depth > 60) throw new SchemaFault('the schema nests or refers to itself too deeply')
  for (const [keyword, rule] of Object.entries(schema)) {
    const check = checks.get(keyword)
    if (check) check(rule, value, at, schema)
    else if (!annotations.has(keyword))
      throw new SchemaFault(`the keyword "${keyword.slice(0, 60)}" is not known`)
  }
  depth--
}

export function handle({ body }: Request): Response {
  const refuse = (error: string): Response => ({
    status: 400,
    body: {
      error,
      hint: `POST {"schema": ..., "value": ...}; keywords: ${[...checks.keys()].join(', ')}`,
    },
  })
  if (!isObject(body)) return refuse('the body must be a JSON object')
  const { schema, value } = body
  if (schema === undefined || value === undefined) return refuse('"schema" or "value" is missing')
  problems = []
  root = schema
  depth = 0
  try {
    validate(schema, value, '')
  } catch (error) {
    if (error instanceof SchemaFault) return refuse(error.message)
    throw error
  }
  return { body: { valid: problems.length === 0, problems } }
}

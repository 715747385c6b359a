// A cartridge's JSON Schema as a component of openapi.json. Its references count from the schema's own
// root and the document has another one, so each is rewritten to where the schema now is. What leads
// out of the schema or nowhere is dropped: a document of ours sends nobody to a stranger's address.

type Schema = { readonly [key: string]: unknown }

/** Their members are schemas under names of the author's choice. */
const schemaMaps = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
  'definitions',
])
/** Data, not schemas: a `$ref` in there refers to nothing. */
const dataKeywords = new Set(['const', 'enum', 'default', 'examples', 'example', 'required'])
/** They would move the root that references count from. */
const rootKeywords = new Set(['$id', '$schema', '$dynamicRef'])

/** Where a component of this name is. */
export function componentRef(name: string, ...path: readonly string[]): string {
  const parts = path.map((part) =>
    encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
  )
  return ['#/components/schemas', name, ...parts].join('/')
}

/** `schema` with its references rewritten for a place at `#/components/schemas/<name>`. */
export function embedSchema(schema: Schema, name: string): Schema {
  const at = componentRef(name)
  const rewriteAll = (map: Schema): Schema =>
    Object.fromEntries(Object.entries(map).map(([key, value]) => [key, rewrite(value)]))

  function rewrite(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(rewrite)
    if (!isObject(value)) return value
    const kept: [string, unknown][] = []
    for (const [key, member] of Object.entries(value)) {
      if (rootKeywords.has(key)) continue
      if (key === '$ref' && typeof member === 'string') {
        if (leadsSomewhere(schema, member)) kept.push([key, at + member.slice(1)])
      } else if (dataKeywords.has(key)) kept.push([key, member])
      else if (schemaMaps.has(key) && isObject(member)) kept.push([key, rewriteAll(member)])
      else kept.push([key, rewrite(member)])
    }
    return Object.fromEntries(kept)
  }
  return rewrite(schema) as Schema
}

/** Is this a JSON pointer into the schema, in a URI fragment, that finds something? */
function leadsSomewhere(schema: Schema, ref: string): boolean {
  if (ref !== '#' && !ref.startsWith('#/')) return false
  let at: unknown = schema
  for (const part of ref.split('/').slice(1)) {
    const key = decoded(part)
    if (key === null || typeof at !== 'object' || at === null || !Object.hasOwn(at, key))
      return false
    at = (at as Schema)[key]
  }
  return true
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    // A per cent sign that begins no escape: no pointer.
    return null
  }
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// A page that shows CSS at work. The markup passes an allow-list of elements and attributes, the CSS loses
// everything that loads; what was taken out is named.

type JsonObject = { readonly [key: string]: Json }

const elements = new Set(
  'a abbr article aside b blockquote button caption code dd details div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i input kbd label legend li main mark nav ol option p pre progress q s section select small span strong sub summary sup table tbody td textarea tfoot th thead time tr u ul'.split(
    ' ',
  ),
)
const attributes =
  /^(class|id|title|lang|dir|role|aria-[a-z]+|colspan|rowspan|open|type|value|max|placeholder|disabled|checked)$/

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Text of markup, with its entities left to the browser. */
const plain = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function cleanHtml(html: string, removed: Set<string>): string {
  const tag =
    /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s=<>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/gi
  let out = ''
  let at = 0
  for (const found of html.matchAll(tag)) {
    const [whole, slash = '', given = '', rest = ''] = found
    out += plain(html.slice(at, found.index))
    at = found.index + whole.length
    const name = given.toLowerCase()
    if (!elements.has(name)) {
      removed.add(`<${name}>`)
      continue
    }
    if (slash) {
      out += `</${name}>`
      continue
    }
    let kept = ''
    for (const [, key = '', double, single, bare] of rest.matchAll(
      /([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g,
    )) {
      const value = double ?? single ?? bare
      if (!attributes.test(key.toLowerCase())) removed.add(`${key.toLowerCase()}=`)
      else
        kept +=
          value === undefined
            ? ` ${key.toLowerCase()}`
            : ` ${key.toLowerCase()}="${value.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`
    }
    out += `<${name}${kept}>`
  }
  return out + plain(html.slice(at))
}

function cleanCss(css: string, removed: Set<string>): string {
  // Escapes could spell any of the names below, so they go first.
  const rules: readonly (readonly [RegExp, string, string])[] = [
    [/\/\*[\s\S]*?(\*\/|$)/g, '', ''],
    [/\\/g, '', 'backslashes'],
    [/@(import|charset|namespace|font-face)\b[^;{]*;?/gi, '', '@import and the like'],
    [/\b(url|image|image-set|src|expression)\s*\(/gi, 'none(', 'url()'],
    [/\b(behavior|-moz-binding)\s*:/gi, 'x:', 'behaviours'],
    [/</g, '', '<'],
  ]
  return rules.reduce((text, [pattern, by, name]) => {
    const cleaned = text.replace(pattern, by)
    if (cleaned !== text && name) removed.add(name)
    return cleaned
  }, css)
}

/** [ids, classes with attributes and pseudo-classes, elements with pseudo-elements]. */
function specificity(selector: string): [number, number, number] {
  const bare = selector
    .replace(/:where\([^)]*\)/gi, '')
    .replace(/:(not|is|has)\(([^)]*)\)/gi, ' $2 ')
  const count = (pattern: RegExp) => bare.replace(/\[[^\]]*\]/g, '[]').match(pattern)?.length ?? 0
  return [
    count(/#[\w-]+/g),
    count(/\.[\w-]+|\[\]|(?<!:):(?!:)[\w-]+/g),
    count(/(?<![\w.#:[-])[a-z][\w-]*|::[\w-]+/gi),
  ]
}

function selectorsOf(css: string) {
  const found: { selector: string; specificity: number[] }[] = []
  for (const [, list = ''] of css.matchAll(/([^{};@]+)\{/g))
    for (const part of list.split(/,(?![^(]*\))/)) {
      const selector = part.trim().replace(/\s+/g, ' ')
      if (selector !== '' && !/^(from|to|[\d.]+%)$/.test(selector) && found.length < 200)
        found.push({ selector, specificity: specificity(selector) })
    }
  return found
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"css": "p { color: red }", "html": "<p>Hello</p>"}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { css, html, title = 'CSS demo' } = body
  if (typeof css !== 'string' || css.length > 20_000)
    return bad('"css" must be text of at most 20000 characters', hint)
  if (typeof html !== 'string' || html.length > 20_000)
    return bad('"html" must be text of at most 20000 characters', hint)
  if (typeof title !== 'string' || title.length > 100)
    return bad('"title" must be text of at most 100 characters', hint)
  const removed = new Set<string>()
  const style = cleanCss(css, removed)
  const markup = cleanHtml(html, removed)
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style><main>${markup}</main><details><summary>Source</summary><pre>${escapeHtml(css)}</pre></details></html>`
  return { body: { page, selectors: selectorsOf(style), removed: [...removed] } }
}

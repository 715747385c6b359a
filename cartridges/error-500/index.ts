// From an error to what may be seen: the visitor gets an incident number and nothing else, the log gets
// the error with everything masked that looks like a secret or a person.

type JsonObject = { readonly [key: string]: Json }

const masks: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, '[jwt]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, '$1 [token]'],
  [
    /\b(password|passwd|pwd|secret|token|api[_-]?key|authorization|cookie|session)(["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s,;&"']+)/gi,
    '$1$2[secret]',
  ],
  [/(\/\/)[^\s/@:]+:[^\s/@]+@/g, '$1[login]@'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[mail]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '[ip]'],
  [/\b(?:\d[ -]?){13,19}\b/g, '[number]'],
  [/\b(?:0x)?[0-9a-f]{32,}\b/gi, '[hex]'],
  [/\b[A-Za-z0-9+/]{40,}={0,2}/g, '[base64]'],
]

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** FNV-1a over 64 bits, as two groups that can be read out on the telephone. */
function incidentOf(text: string): string {
  let value = 0xcbf29ce484222325n
  for (let at = 0; at < text.length; at++)
    value = ((value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & 0xffffffffffffffffn
  const digits = value.toString(32).toUpperCase().padStart(13, '0')
  return `${digits.slice(-8, -4)}-${digits.slice(-4)}`
}

/** `at open (/srv/app/db.js:10:5)` -> `open db.js:10`: where, but not in whose folder. */
function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .map((line) =>
      /^\s*at\s+(?:(.*?)\s+\()?(?:.*[\\/])?([^\\/]+?):(\d+)(?::\d+)?\)?\s*$/.exec(line),
    )
    .filter((found) => found !== null)
    .slice(0, 20)
    .map(([, place = '', file = '', row = '']) => `${place} ${file}:${row}`.trim())
}

function mask(text: string): { text: string; count: number } {
  let count = 0
  const masked = masks.reduce(
    (rest, [pattern, by]) =>
      rest.replace(pattern, (...found) => {
        count++
        return by.replace(/\$(\d)/g, (_, group) => String(found[Number(group)] ?? ''))
      }),
    text,
  )
  return { text: masked, count }
}

/** Does the visitor's program ask for JSON rather than for a page? */
function wantsJson(accept: string): boolean {
  const weight = (type: RegExp) =>
    Math.max(
      0,
      ...accept
        .split(',')
        .filter((part) => type.test(part))
        .map((part) => Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1)),
    )
  return weight(/json/i) > weight(/html/i)
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"error": {"name": "DbError", "message": "...", "stack": "..."}, "accept": "text/html"}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { error, accept = '', contact = '' } = body
  if (!isObject(error)) return bad('"error" must be {name, message, stack}', hint)
  const { name = 'Error', message, stack = '' } = error
  if (
    typeof name !== 'string' ||
    typeof message !== 'string' ||
    typeof stack !== 'string' ||
    name.length > 100 ||
    message.length > 5000 ||
    stack.length > 20_000
  )
    return bad(
      '"name", "message" and "stack" must be texts of at most 100, 5000 and 20000 characters',
      hint,
    )
  if (typeof accept !== 'string' || accept.length > 500)
    return bad('"accept" must be a header value', hint)
  if (typeof contact !== 'string' || !/^([^\s@<>"&?]+@[\w-]+(\.[\w-]+)+)?$/.test(contact))
    return bad('"contact" must be a mail address', hint)

  const shown = mask(message)
  const frames = framesOf(stack)
  // Numbers and masked parts vary between two times the same error; its place does not.
  const incident = incidentOf(`${name}|${shown.text.replace(/\d+/g, '#')}|${frames[0] ?? ''}`)
  const log = { name, message: shown.text, frames, masked: shown.count }
  if (wantsJson(accept)) {
    const problem = {
      type: 'about:blank',
      title: 'Something went wrong',
      status: 500,
      instance: `urn:incident:${incident}`,
    }
    return {
      body: {
        incident,
        contentType: 'application/problem+json',
        visitor: JSON.stringify(problem),
        log,
      },
    }
  }
  const mail =
    contact &&
    `<p>Questions: <a href="mailto:${escapeHtml(contact)}?subject=${incident}">${escapeHtml(contact)}</a></p>`
  const visitor = page.replaceAll('{{incident}}', incident).replace('{{contact}}', () => mail)
  return { body: { incident, contentType: 'text/html; charset=utf-8', visitor, log } }
}

// What a request body is made of, by its content type: form fields, the parts of a multipart body, the
// lines of NDJSON or of plain text, a JSON value. It says what arrived and keeps nothing.

type Media = { type: string; parameters: Map<string, string> }

const maxShown = 200

class Unreadable extends Error {
  readonly hint: string
  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/** UTF-8 bytes; half of a surrogate pair counts as the replacement character. */
function bytesIn(text: string): number {
  let bytes = 0
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** `type/subtype; name=value; name="quoted value"` (RFC 9110, 8.3). */
function readMedia(header: string): Media {
  const token = "[!#$%&'*+.^`|~\\w-]+"
  const [whole, type = ''] = new RegExp(`^\\s*(${token}/${token})`).exec(header) ?? []
  const parameters = new Map<string, string>()
  const rest = new RegExp(`\\s*;\\s*(?:(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)"))?`, 'y')
  rest.lastIndex = whole?.length ?? 0
  let end = rest.lastIndex
  for (let found = rest.exec(header); found !== null; found = rest.exec(header)) {
    const [, name, plain, quoted = ''] = found
    if (name !== undefined)
      parameters.set(name.toLowerCase(), plain ?? quoted.replace(/\\(.)/g, (_, sign) => sign))
    end = rest.lastIndex
  }
  if (type === '' || header.slice(end).trim() !== '')
    throw new Unreadable(
      'the content type is malformed',
      'such as text/plain; charset=utf-8, in ?type= or in the header',
    )
  return { type: type.toLowerCase(), parameters }
}

function unescapeField(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Unreadable('a field has a broken % sequence', 'write a percent sign as %25')
  }
}

function formOf(body: string) {
  const fields = new Map<string, string[]>()
  for (const pair of body.trim().split('&').filter(Boolean)) {
    const cut = pair.indexOf('=')
    const name = unescapeField(cut < 0 ? pair : pair.slice(0, cut))
    const value = cut < 0 ? '' : unescapeField(pair.slice(cut + 1))
    fields.set(name, [...(fields.get(name) ?? []), value])
  }
  return [...fields].slice(0, maxShown).map(([name, values]) => ({ name, values }))
}

/** Parts between `--boundary` lines (RFC 7578); what stands before the first and after the last is nothing. */
function partsOf(body: string, boundary: string | undefined) {
  if (boundary === undefined || boundary === '' || boundary.length > 70)
    throw new Unreadable(
      'a multipart body needs a boundary of 1 to 70 characters',
      'multipart/form-data; boundary=x',
    )
  const pieces = `\r\n${body.replace(/\r?\n/g, '\r\n')}`.split(`\r\n--${boundary}`)
  const last = pieces.findIndex((piece) => piece.startsWith('--'))
  if (pieces.length < 3 || last < 1)
    throw new Unreadable('the multipart body is not closed', `it ends with --${boundary}--`)
  return pieces.slice(1, last).map((piece, index) => {
    const cut = piece.indexOf('\r\n\r\n')
    if (!/^[ \t]*\r\n/.test(piece) || cut < 0)
      throw new Unreadable(
        `part ${index} has no empty line between its headers and its text`,
        'Content-Disposition: form-data; name="a", an empty line, the text',
      )
    const header = (name: string) =>
      new RegExp(`\\r\\n${name}:[ \\t]*([^\\r]*)`, 'i').exec(piece.slice(0, cut))?.[1]
    const disposition = header('content-disposition') ?? ''
    const text = piece.slice(cut + 4)
    const given = (name: string) =>
      new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1] ?? null
    return {
      name: given('name'),
      filename: given('filename'),
      type: header('content-type') ?? 'text/plain',
      bytes: bytesIn(text),
      text: text.slice(0, 500),
    }
  })
}

function linesOf(body: string) {
  const ends = { crlf: 0, lf: 0, cr: 0 }
  for (const [end] of body.matchAll(/\r\n|\n|\r/g))
    ends[end === '\r\n' ? 'crlf' : end === '\n' ? 'lf' : 'cr'] += 1
  const lines = body.split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  return {
    lines: lines.length,
    ends,
    longest: Math.max(0, ...lines.map((line) => [...line].length)),
    endsWithBreak: /[\r\n]$/.test(body),
    trailingSpace: lines.filter((line) => /[ \t]$/.test(line)).length,
    control: (body.match(/[^\P{Cc}\t\r\n]/gu) ?? []).length,
    mark: body.startsWith('\ufeff'),
  }
}

function rowsOf(body: string) {
  const broken: number[] = []
  let rows = 0
  for (const [index, line] of body.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    try {
      JSON.parse(line)
      rows += 1
    } catch {
      broken.push(index + 1)
    }
  }
  return { rows, broken: broken.slice(0, maxShown) }
}

function describe(body: Json, { type, parameters }: Media): { [key: string]: Json } {
  const isJson = type === 'application/json' || type.endsWith('+json')
  if (typeof body !== 'string') {
    if (isJson) return { kind: 'json', value: body }
    throw new Unreadable('the body arrived as JSON', `send it as text to have it read as ${type}`)
  }
  if (type === 'application/x-www-form-urlencoded') return { kind: 'form', fields: formOf(body) }
  if (type === 'multipart/form-data')
    return { kind: 'multipart', parts: partsOf(body, parameters.get('boundary')) }
  if (type === 'application/x-ndjson' || type === 'application/jsonl')
    return { kind: 'ndjson', ...rowsOf(body) }
  if (!isJson) return { kind: 'text', ...linesOf(body) }
  try {
    return { kind: 'json', value: JSON.parse(body) }
  } catch (error) {
    throw new Unreadable('the body is no JSON', String(error).slice(0, 200))
  }
}

export function handle({ query, headers, body }: Request): Response {
  const assumed = typeof body === 'string' ? 'text/plain' : 'application/json'
  try {
    if (body === null) throw new Unreadable('the body is empty', 'POST anything, at most 64 kB')
    const media = readMedia(query.type ?? headers['content-type'] ?? assumed)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return {
      body: {
        type: media.type,
        parameters: Object.fromEntries(media.parameters),
        bytes: bytesIn(text),
        ...describe(body, media),
      },
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { status: 400, body: { error: error.message, hint: error.hint } }
  }
}

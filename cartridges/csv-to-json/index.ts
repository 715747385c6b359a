// CSV (RFC 4180) to JSON: quoted fields, doubled quotes, line breaks inside quotes, CRLF or LF, and a
// delimiter found by looking at the first records. It reports faults by line instead of guessing.

type JsonObject = { [key: string]: Json }
type CsvRecord = { readonly line: number; readonly fields: string[]; readonly quoted: boolean[] }
type Options = { delimiter: string; header: boolean; typed: boolean; ragged: 'error' | 'pad' }

class CsvError extends Error {
  readonly hint: string
  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

const delimiters: { readonly [name: string]: string } = {
  ',': ',',
  ';': ';',
  '|': '|',
  '\t': '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
  tab: '\t',
}

/** The end of an unquoted field: the next delimiter or line break at or after `from`. */
function fieldEnd(text: string, from: number, delimiter: string): number {
  let end = from
  while (end < text.length) {
    const c = text.charAt(end)
    if (c === delimiter || c === '\n' || c === '\r') break
    end++
  }
  return end
}

/** Reads at most `limit` records; blank lines are skipped. Throws CsvError on broken quoting. */
function parse(text: string, delimiter: string, limit: number): CsvRecord[] {
  const records: CsvRecord[] = []
  let at = 0
  let line = 1
  while (at < text.length && records.length < limit) {
    const record: CsvRecord = { line, fields: [], quoted: [] }
    for (;;) {
      let field = ''
      const isQuoted = text.charAt(at) === '"'
      if (isQuoted) {
        const opened = line
        for (;;) {
          const close = text.indexOf('"', at + 1)
          if (close < 0)
            throw new CsvError(
              `the quote opened on line ${opened} is never closed`,
              'write a quote inside a quoted field twice: ""',
            )
          const part = text.slice(at + 1, close)
          line += part.split(/\r\n|\n|\r/).length - 1
          field += part
          at = close + 1
          if (text.charAt(at) !== '"') break
          field += '"'
        }
        if (fieldEnd(text, at, delimiter) !== at)
          throw new CsvError(
            `line ${line} has text after a closing quote`,
            'quote the whole field, and write a quote inside it twice: ""',
          )
      } else {
        const end = fieldEnd(text, at, delimiter)
        field = text.slice(at, end)
        at = end
      }
      record.fields.push(field)
      record.quoted.push(isQuoted)
      if (text.charAt(at) !== delimiter) break
      at++
    }
    if (text.charAt(at) === '\r') at++
    if (text.charAt(at) === '\n') at++
    line++
    if (record.fields.length > 1 || record.fields[0] !== '' || record.quoted[0])
      records.push(record)
  }
  return records
}

/** The candidate that splits the first records into the same number of fields, and into most of them. */
function detectDelimiter(text: string): string {
  let best = ','
  let bestScore = 0
  for (const candidate of [',', ';', '\t', '|']) {
    let sample: CsvRecord[]
    try {
      sample = parse(text, candidate, 20)
    } catch (error) {
      // With the wrong delimiter a quote may look broken; that only rules this candidate out.
      if (error instanceof CsvError) continue
      throw error
    }
    const width = sample[0]?.fields.length ?? 0
    if (width < 2) continue
    const agreeing = sample.filter((record) => record.fields.length === width).length
    const score = (agreeing / sample.length) * 1000 + Math.min(width, 100)
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return best
}

/** `007`, `1e400` and integers past 2^53 stay text, because a number would change them. */
function typedValue(field: string, quoted: boolean): Json {
  if (quoted) return field
  if (field === '') return null
  if (field === 'true' || field === 'TRUE') return true
  if (field === 'false' || field === 'FALSE') return false
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(field)) {
    const value = Number(field)
    if (
      Number.isFinite(value) &&
      (Math.abs(value) <= Number.MAX_SAFE_INTEGER || /[.eE]/.test(field))
    )
      return value
  }
  return field
}

/** Column names: blank ones get their number, repeated ones a suffix. */
function columnNames(fields: readonly string[]): string[] {
  const taken = new Set<string>()
  return fields.map((field, index) => {
    const base = field.trim() || `column_${index + 1}`
    let name = base
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`
    taken.add(name)
    return name
  })
}

function convert(source: string, options: Options): JsonObject {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  const delimiter = options.delimiter || detectDelimiter(text)
  const records = parse(text, delimiter, Number.POSITIVE_INFINITY)
  const widest = records.reduce((width, record) => Math.max(width, record.fields.length), 0)
  const first = records[0]
  const names =
    options.header && first
      ? columnNames(first.fields)
      : columnNames(Array.from({ length: widest }, () => ''))
  const rows = (options.header ? records.slice(1) : records).map((record) => {
    const width = options.header ? names.length : (first?.fields.length ?? 0)
    const { fields, quoted, line } = record
    if (fields.length !== width && options.ragged === 'error')
      throw new CsvError(
        `line ${line} has ${fields.length} fields where ${width} are expected`,
        'check the quoting and the delimiter, or send ragged=pad to fill short rows with null',
      )
    if (fields.length > names.length)
      throw new CsvError(
        `line ${line} has ${fields.length} fields but there are only ${names.length} columns`,
        'name the missing columns in the header, or send header=false',
      )
    const values = names.map((_, i): Json => {
      const field = fields[i]
      if (field === undefined) return null
      return options.typed ? typedValue(field, quoted[i] ?? false) : field
    })
    if (!options.header) return values
    return Object.fromEntries(names.map((name, i): [string, Json] => [name, values[i] ?? null]))
  })
  return { delimiter, columns: names, count: rows.length, rows }
}

function readFlag(value: Json | undefined, name: string, fallback: boolean): boolean {
  if (value === undefined) return fallback
  if (value === true || value === 'true' || value === '1') return true
  if (value === false || value === 'false' || value === '0') return false
  throw new CsvError(`"${name}" must be true or false`, `leave "${name}" out for ${fallback}`)
}

function readOptions(given: { readonly [name: string]: Json }): Options {
  const { delimiter = 'auto', ragged = 'error' } = given
  const named = typeof delimiter === 'string' ? delimiters[delimiter] : undefined
  if (named === undefined && delimiter !== 'auto')
    throw new CsvError(
      'this delimiter is not known',
      'use one of , ; | or the words comma, semicolon, pipe, tab, auto',
    )
  if (ragged !== 'error' && ragged !== 'pad')
    throw new CsvError('"ragged" must be error or pad', 'pad fills short rows with null')
  return {
    delimiter: named ?? '',
    header: readFlag(given.header, 'header', true),
    typed: readFlag(given.typed, 'typed', false),
    ragged,
  }
}

export function handle(request: Request): Response {
  const { body, query } = request
  const hint =
    'POST the CSV as text/csv with options in the query, or {"csv": "...", "header": true, "typed": true}'
  try {
    if (typeof body === 'string') return { status: 200, body: convert(body, readOptions(query)) }
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new CsvError('no CSV was sent', hint)
    if (typeof body.csv !== 'string') throw new CsvError('"csv" must be text', hint)
    return { status: 200, body: convert(body.csv, readOptions({ ...query, ...body })) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { status: 400, body: { error: error.message, hint: error.hint } }
  }
}

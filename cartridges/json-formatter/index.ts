// Formats JSON without touching what it says: numbers and texts stay as they were written, so 1.0 and
// 12345678901234567890 survive. Reports the line and column of the first error, and keys given twice.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { text: string; indent: string; sort: boolean }

function step(old: State, action: { type: string; value?: string | boolean }) {
  const { type, value = '' } = action
  const state = { ...old }
  if (type === 'text') state.text = String(value)
  if (type === 'indent') state.indent = String(value)
  if (type === 'sort') state.sort = value === true

  const { text, indent, sort } = state
  const unit = indent === 'tab' ? '\t' : ' '.repeat(Number(indent))
  const counts = { objects: 0, arrays: 0, strings: 0, numbers: 0, literals: 0, depth: 0 }
  const repeated: string[] = []
  let at = 0
  let problem: string | null = null

  const place = (offset: number) => {
    const before = text.slice(0, offset).split('\n')
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
  }
  const fail = (reason: string): string => {
    problem ??= reason
    return ''
  }
  const skip = () => {
    while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at++
  }
  const take = (pattern: RegExp) => {
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = at
    const token = sticky.exec(text)?.[0] ?? null
    if (token !== null) at += token.length
    return token
  }
  const readString = () => {
    const start = at
    const token = take(/"(?:[^"\\]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/)
    if (token === null || Array.from(token).some((sign) => sign < ' ')) {
      at = start
      return null
    }
    counts.strings++
    return token
  }
  const wrap = (open: string, items: readonly string[], close: string, depth: number) => {
    if (items.length === 0) return open + close
    if (unit === '') return open + items.join(',') + close
    const inner = items.map((item) => unit.repeat(depth) + item).join(',\n')
    return `${open}\n${inner}\n${unit.repeat(depth - 1)}${close}`
  }
  /** The items up to the closing sign; the reader of one item says what is wrong with it. */
  const readItems = (close: string, readItem: () => void) => {
    at++
    skip()
    if (text[at] === close) {
      at++
      return
    }
    while (problem === null) {
      skip()
      readItem()
      if (problem !== null) return
      skip()
      const sign = text[at]
      if (sign === close) {
        at++
        return
      }
      if (sign !== ',') fail(`a comma or ${close} is missing`)
      else at++
    }
  }
  const readObject = (depth: number) => {
    const members: { key: string; text: string }[] = []
    const seen = new Set<string>()
    readItems('}', () => {
      const start = at
      const token = readString()
      if (token === null) return fail('a key in double quotes is missing')
      counts.strings--
      const key: string = JSON.parse(token)
      if (seen.has(key)) repeated.push(`${key} in line ${place(start).line}`)
      seen.add(key)
      skip()
      if (text[at] !== ':') return fail('a colon is missing')
      at++
      skip()
      members.push({ key, text: `${token}:${unit && ' '}${readValue(depth)}` })
      return ''
    })
    if (sort) members.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    return wrap(
      '{',
      members.map((member) => member.text),
      '}',
      depth,
    )
  }
  function readValue(outer: number): string {
    const depth = outer + 1
    const sign = text.charAt(at)
    if (sign === '{' || sign === '[') {
      if (depth > 60) return fail('more than 60 levels of brackets')
      counts.depth = Math.max(counts.depth, depth)
      counts[sign === '{' ? 'objects' : 'arrays']++
      if (sign === '{') return readObject(depth)
      const items: string[] = []
      readItems(']', () => items.push(readValue(depth)))
      return wrap('[', items, ']', depth)
    }
    if (sign === '"')
      return readString() ?? fail('a text is not closed, or holds what must be escaped')
    const number = take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/)
    if (number !== null) counts.numbers++
    const word = number ?? take(/true|false|null/)
    if (number === null && word !== null) counts.literals++
    return word ?? fail(sign === '' ? 'the text ends too early' : 'a value is missing')
  }

  skip()
  const shown = readValue(0)
  skip()
  if (problem === null && at < text.length) fail('something follows the end')
  const where = place(at)
  const result =
    problem === null
      ? { valid: true, formatted: shown, repeated, ...counts }
      : {
          valid: false,
          error: String(problem),
          ...where,
          source: (text.split('\n')[where.line - 1] ?? '').slice(0, 200),
        }
  const choices = ['2', '4', 'tab', '0'].map((choice): View => {
    const name =
      choice === '0' ? 'none, as short as can be' : choice === 'tab' ? 'tabs' : `${choice} spaces`
    return ['option', { value: choice }, name]
  })
  const summary = `${counts.objects} objects, ${counts.arrays} arrays, ${counts.strings} texts, ${counts.numbers} numbers`
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'label',
      {},
      'JSON',
      ['textarea', { rows: 10, spellcheck: 'false', value: text, on: { input: { type: 'text' } } }],
    ],
    [
      'label',
      {},
      'Indent',
      ['select', { value: indent, on: { input: { type: 'indent' } } }, ...choices],
    ],
    [
      'span',
      { class: 'row' },
      [
        'input',
        {
          type: 'checkbox',
          checked: sort,
          'aria-label': 'Sort keys',
          on: { input: { type: 'sort' } },
        },
      ],
      'Sort keys',
    ],
    [
      'p',
      { role: 'status' },
      problem === null ? summary : `Line ${where.line}, column ${where.column}: ${problem}`,
    ],
    ...repeated.map((key): View => ['p', {}, `Given twice: ${key}`]),
    [
      'pre',
      { class: 'card', tabindex: 0, 'aria-label': 'Formatted' },
      problem === null ? shown : '',
    ],
  ]
  return { state, view, result }
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const given: Json = method === 'GET' ? { text: query.text ?? '{"hello":[1,2]}' } : body
  const fields = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}
  const { text, indent = '2', sort = false } = fields
  const isIndent = ['0', '2', '4', 'tab'].includes(String(indent))
  if (typeof text !== 'string' || text.length > 30_000 || !isIndent || typeof sort !== 'boolean') {
    const error =
      typeof text !== 'string' || text.length > 30_000
        ? '"text" must be at most 30000 characters of JSON, as text'
        : isIndent
          ? '"sort" must be true or false'
          : '"indent" must be 0, 2, 4 or "tab"'
    const hint = 'POST {"text": "{\\"a\\": 1}", "indent": 2, "sort": true} or GET ?text=[1,2]'
    return { status: 400, body: { error, hint } }
  }
  const { state, result } = step({ text, indent: String(indent), sort }, { type: 'start' })
  if (method !== 'GET') return { body: result }
  if (text.length > 8000)
    return {
      status: 400,
      body: { error: 'a URL carries 8000 characters', hint: 'POST longer text' },
    }
  const page = await call('app-page', {
    method: 'POST',
    body: { title: 'JSON formatter', lead: 'Nothing leaves this page.', step: String(step), state },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.body }
}

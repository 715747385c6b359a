// A desk calculator: keys, a tape and exact decimals, so 0.1 + 0.2 shows 0.3. Per cent works as shops use
// it: 200 + 10 % is 220. POST presses a row of keys and answers the display and the tape.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
/** `chain` is numbers and signs in turn; `entry` is what is being typed, empty after a sign. */
type State = { chain: string[]; entry: string; memory: string; tape: string[]; isDone: boolean }

function step(old: State, action: { type: string; key?: string }) {
  const names: { [key: string]: string } = {
    Enter: '=',
    Escape: 'C',
    Backspace: '<',
    '*': '×',
    '/': '÷',
    '-': '−',
    ',': '.',
  }
  const key = names[action.key ?? ''] ?? action.key ?? ''
  let { chain, entry, memory, tape, isDone } = old

  type Decimal = { n: bigint; scale: number }
  const read = (text: string): Decimal => {
    const [whole = '', part = ''] = text.replace('−', '-').split('.')
    return {
      n: BigInt(`${whole === '-' || whole === '' ? `${whole}0` : whole}${part}`),
      scale: part.length,
    }
  }
  const show = ({ n, scale }: Decimal) => {
    const digits = String(n < 0n ? -n : n).padStart(scale + 1, '0')
    const cut = digits.length - scale
    const part = digits.slice(cut).replace(/0+$/, '')
    const size = digits.slice(0, cut) + (part === '' ? '' : `.${part}`)
    return n < 0n && size !== '0' ? `−${size}` : size
  }
  const power = (exponent: number) => 10n ** BigInt(exponent)
  /** At most 12 places, a half away from zero. */
  const round = ({ n, scale }: Decimal): Decimal => {
    if (scale <= 12) return { n, scale }
    const by = power(scale - 12)
    const half = n < 0n ? -by / 2n : by / 2n
    return { n: (n + half) / by, scale: 12 }
  }
  const combine = (left: Decimal, sign: string, right: Decimal): Decimal | null => {
    if (sign === '×') return round({ n: left.n * right.n, scale: left.scale + right.scale })
    if (sign === '÷')
      return right.n === 0n
        ? null
        : round({ n: (left.n * power(16 + right.scale)) / right.n, scale: left.scale + 16 })
    const scale = Math.max(left.scale, right.scale)
    const [a, b] = [left.n * power(scale - left.scale), right.n * power(scale - right.scale)]
    return round({ n: sign === '+' ? a + b : a - b, scale })
  }
  /** The value of a chain, × and ÷ before + and −; null when something is divided by zero. */
  const evaluate = (parts: readonly string[]): string | null => {
    const terms: { sign: string; value: Decimal }[] = [{ sign: '+', value: read(parts[0] ?? '0') }]
    for (let at = 1; at + 1 < parts.length; at += 2) {
      const [sign = '', value] = [parts[at], read(parts[at + 1] ?? '0')]
      const last = terms.at(-1)
      if (last && (sign === '×' || sign === '÷')) {
        const product = combine(last.value, sign, value)
        if (product === null) return null
        last.value = product
      } else terms.push({ sign, value })
    }
    let sum: Decimal = { n: 0n, scale: 0 }
    for (const { sign, value } of terms) sum = combine(sum, sign, value) ?? sum
    const text = show(sum)
    return text.replace(/[−.]/g, '').length > 32 ? null : text
  }

  let problem: string | null = null
  const number = entry === '' ? '0' : entry
  const fail = (reason: string) => {
    problem = reason
    chain = []
    entry = ''
  }
  if (/^[\d.]$/.test(key)) {
    const typed = isDone ? '' : entry
    const digits = typed.replace(/\D/g, '').length
    isDone = false
    entry = typed
    if (key === '.') entry = typed.includes('.') ? typed : `${typed === '' ? '0' : typed}.`
    else if (digits < 16) entry = typed === '0' ? key : typed + key
  } else if (['+', '−', '×', '÷'].includes(key)) {
    // A second sign in a row replaces the first.
    chain =
      entry === '' && chain.length > 0
        ? [...chain.slice(0, -1), key]
        : [...chain, show(read(number)), key]
    entry = ''
    isDone = false
  } else if (key === '%') {
    const sign = chain.at(-1)
    const whole = sign === '+' || sign === '−' ? evaluate(chain.slice(0, -1)) : '1'
    const part = combine(read(whole ?? '0'), '×', read(number))
    entry = part === null ? '0' : show(round({ n: part.n, scale: part.scale + 2 }))
  } else if (key === '±') entry = number.startsWith('−') ? number.slice(1) : `−${number}`
  else if (key === '√') {
    const { n, scale } = read(number)
    if (n < 0n) fail('no root of a negative number')
    else if (n === 0n) entry = '0'
    else {
      // Newton's method on whole numbers, from above: 13 places, of which 12 are shown.
      const square = n * power(26 + (scale % 2))
      let root = power(Math.ceil(String(square).length / 2))
      for (let next = (root + square / root) / 2n; next < root; ) {
        root = next
        next = (root + square / root) / 2n
      }
      entry = show(round({ n: root, scale: 13 + (scale + (scale % 2)) / 2 }))
    }
    isDone = problem === null
  } else if (key === '<') entry = isDone ? entry : entry.slice(0, -1).replace(/^−$/, '')
  else if (key === 'C') {
    chain = []
    entry = ''
    isDone = false
  } else if (key === 'M+') memory = evaluate([memory, '+', number]) ?? memory
  else if (key === 'MR') {
    entry = memory
    isDone = true
  } else if (key === 'MC') memory = '0'
  else if (key === '=' && chain.length > 0) {
    const parts = entry === '' ? chain.slice(0, -1) : [...chain, show(read(entry))]
    const value = evaluate(parts)
    if (value === null) fail('no number: divided by zero, or too long')
    else {
      tape = [...tape, `${parts.join(' ')} = ${value}`].slice(-20)
      chain = []
      entry = value
      isDone = true
    }
  }
  const display = problem ?? (entry === '' ? (chain.at(-2) ?? '0') : entry)
  const result = { display, pending: chain.join(' '), memory, tape, isError: problem !== null }

  const rows = [
    'MC',
    'MR',
    'M+',
    'C',
    '√',
    '%',
    '±',
    '<',
    '7',
    '8',
    '9',
    '÷',
    '4',
    '5',
    '6',
    '×',
    '1',
    '2',
    '3',
    '−',
    '0',
    '.',
    '=',
    '+',
  ]
  const spoken: { [key: string]: string } = {
    '<': 'delete a digit',
    '√': 'root',
    '±': 'change the sign',
    C: 'clear',
  }
  const view: View = [
    'div',
    { class: 'stack' },
    ['p', { class: 'muted' }, `${result.pending}\u00a0`],
    ['output', { class: 'big', role: 'status' }, display],
    [
      'div',
      { class: 'grid', style: { '--columns': '4' }, role: 'group', 'aria-label': 'Keys' },
      ...rows.map(
        (sign): View => [
          'button',
          {
            class: sign === '=' ? 'main' : '',
            'aria-label': spoken[sign] ?? sign,
            on: { click: { type: 'key', key: sign } },
          },
          sign,
        ],
      ),
    ],
    ['ol', { 'aria-label': 'Tape' }, ...tape.map((line): View => ['li', {}, line])],
  ]
  return { state: { chain, entry, memory, tape, isDone }, view, result }
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const hint = 'POST {"keys": "200+10%="} of 0-9 . + - * / % = √ ± < C and M+ MR MC; GET ?keys=12*'
  const wrong = (error: string): Response => ({ status: 400, body: { error, hint } })
  const object = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const keys = method === 'GET' ? (query.keys ?? '') : object.keys
  if (typeof keys !== 'string' || keys.length > 300)
    return wrong('"keys" must be text of at most 300 keys')
  const pressed = keys.match(/M[+RC]|\S/g) ?? []
  const unknown = pressed.find((key) => !/^(?:M[+RC]|[\d.,+\-−*×/÷%=√±<C])$/.test(key))
  if (unknown !== undefined) return wrong(`there is no key "${unknown}"`)
  let state: State = { chain: [], entry: '', memory: '0', tape: [], isDone: false }
  for (const [at, key] of pressed.entries()) {
    const next = step(state, { type: 'key', key })
    if (next.result.isError) return wrong(`key ${at + 1}: ${next.result.display}`)
    state = next.state
  }
  if (method !== 'GET') {
    const { display, pending, memory, tape } = step(state, { type: 'start' }).result
    return { body: { display, pending, memory, tape } }
  }
  const { body: html } = await call('app-page', {
    method: 'POST',
    body: { title: 'Calculator', step: String(step), state, keys: true },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}

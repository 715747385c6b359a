// How many guesses a password would take from somebody who knows how people choose them: words, rows of
// the keyboard, sequences, repeats and years cost few, the rest counts by its alphabet. What is typed
// into the page stays there.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { password: string; shown: boolean }

function step(old: State, action: { type: string; value?: string | boolean }) {
  const { type, value = '' } = action
  const state = { ...old }
  if (type === 'password') state.password = String(value).slice(0, 128)
  if (type === 'shown') state.shown = value === true

  const letters = Array.from(state.password)
  // Common ones first: the place in this list is the number of guesses.
  const words =
    'password 123456 qwerty iloveyou admin welcome letmein monkey dragon football baseball sunshine princess master shadow superman michael login hello freedom whatever trustno secret summer winter spring autumn flower charlie jordan thomas daniel hunter killer soccer hockey george andrew pepper ginger cookie cheese chocolate computer internet samsung google apple orange banana purple silver golden diamond angel love baby lucky happy friend family mother father school music guitar star rocket tiger eagle falcon wizard ninja pirate matrix access server system test temp guest user root pass change default office company money house garden'.split(
      ' ',
    )
  const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890', 'qwertzuiop', 'azertyuiop']
  const plain = letters.map((letter) => {
    const looks: { [sign: string]: string } = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '0': 'o' }
    const more: { [sign: string]: string } = { $: 's', '5': 's', '7': 't', '!': 'i' }
    return looks[letter] ?? more[letter] ?? letter.toLowerCase()
  })
  type Part = { from: number; to: number; kind: string; guesses: number }
  const parts: Part[] = []
  for (let from = 0; from < letters.length; from++) {
    const word = words.findIndex((each) => plain.slice(from, from + each.length).join('') === each)
    const exact = words.findIndex(
      (each) =>
        letters
          .slice(from, from + each.length)
          .join('')
          .toLowerCase() === each,
    )
    for (const at of new Set([word, exact])) {
      const length = words[at]?.length ?? 0
      const isChanged = letters.slice(from, from + length).join('') !== words[at]
      if (at >= 0)
        parts.push({
          from,
          to: from + length,
          kind: 'a common word',
          guesses: (at + 1) * (isChanged ? 8 : 1),
        })
    }
    const year = /^(19|20)\d\d/.exec(letters.slice(from, from + 4).join(''))
    if (year) parts.push({ from, to: from + 4, kind: 'a year', guesses: 130 })
    const runs: [string, (at: number) => boolean, number][] = [
      ['a repeat', (at) => letters[at] === letters[at - 1], 30],
      ['a sequence', (at) => code(at) === code(at - 1) + 1, 40],
      ['a sequence', (at) => code(at) === code(at - 1) - 1, 60],
      ['a row of keys', (at) => isNext(at), 80],
    ]
    for (const [kind, holds, cost] of runs) {
      let to = from + 1
      while (to < letters.length && holds(to)) to++
      if (to - from >= 3) parts.push({ from, to, kind, guesses: cost * (to - from) })
    }
  }
  function code(at: number) {
    return letters[at]?.toLowerCase().codePointAt(0) ?? 0
  }
  function isNext(at: number) {
    const pair = `${letters[at - 1]}${letters[at]}`.toLowerCase()
    const back = Array.from(pair).reverse().join('')
    return rows.some((row) => row.includes(pair) || row.includes(back))
  }

  const alphabets: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[\x20-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]/, 33],
    [/[^\x20-\x7e]/, 100],
  ]
  const size = alphabets.reduce(
    (sum, [has, many]) => sum + (has.test(state.password) ? many : 0),
    0,
  )
  // The cheapest way to put the password together, by powers of ten.
  const best: { cost: number; part: Part | null }[] = [{ cost: 0, part: null }]
  for (let to = 1; to <= letters.length; to++) {
    let cheapest = { cost: (best[to - 1]?.cost ?? 0) + Math.log10(size), part: null as Part | null }
    for (const part of parts.filter((each) => each.to === to)) {
      const cost = (best[part.from]?.cost ?? 0) + Math.log10(part.guesses)
      if (cost < cheapest.cost) cheapest = { cost, part }
    }
    best.push(cheapest)
  }
  const found: Part[] = []
  for (let at = letters.length; at > 0; ) {
    const part = best[at]?.part ?? null
    if (part) found.unshift(part)
    at = part?.from ?? at - 1
  }
  const power = best.at(-1)?.cost ?? 0
  const score = [4, 7, 10, 14].filter((limit) => power >= limit).length
  const time = (perSecond: number) => {
    const seconds = 10 ** power / 2 / perSecond
    const units: [number, string][] = [
      [31_557_600, 'years'],
      [86_400, 'days'],
      [3600, 'hours'],
      [60, 'minutes'],
    ]
    if (seconds > 31_557_600 * 1e9) return 'over a billion years'
    for (const [length, name] of units)
      if (seconds >= 2 * length) return `${Math.round(seconds / length)} ${name}`
    return seconds < 1 ? 'at once' : `${Math.round(seconds)} seconds`
  }
  const advice = [
    ...new Set(found.map(({ kind }) => `It holds ${kind}.`)),
    ...(letters.length < 12
      ? ['Use at least 12 characters: four random words are easy to keep.']
      : []),
  ]
  const result = {
    length: letters.length,
    score,
    verdict: ['very weak', 'weak', 'fair', 'good', 'strong'][score] ?? 'strong',
    guesses: Math.round(power * 10) / 10,
    online: time(10),
    offline: time(1e10),
    advice,
  }
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'label',
      {},
      'Password',
      [
        'input',
        {
          type: state.shown ? 'text' : 'password',
          autocomplete: 'off',
          value: state.password,
          on: { input: { type: 'password' } },
        },
      ],
    ],
    [
      'span',
      { class: 'row' },
      [
        'input',
        {
          type: 'checkbox',
          checked: state.shown,
          'aria-label': 'Show the password',
          on: { input: { type: 'shown' } },
        },
      ],
      'Show it',
    ],
    [
      'meter',
      { min: 0, max: 4, low: 2, high: 3, optimum: 4, value: score, 'aria-label': 'Strength' },
    ],
    ['p', { class: 'big', role: 'status' }, letters.length === 0 ? '–' : result.verdict],
    ['p', {}, `Guessed at a slow login: ${result.online}. From a stolen list: ${result.offline}.`],
    ['ul', {}, ...advice.map((line): View => ['li', {}, line])],
  ]
  return { state, view, result }
}

const hint =
  'POST {"password": "correct horse"} of 1 to 128 characters, at will with "least": 3 of 0 to 4'

export async function handle({ method, body, query }: Request): Promise<Response> {
  const title = query.title ?? 'Password strength'
  if (method === 'GET' && title.trim() !== '' && title.length <= 60) {
    const html = await call('app-page', {
      method: 'POST',
      body: {
        title,
        lead: 'What you type stays in this page: it can load and send nothing.',
        step: String(step),
        state: { password: '', shown: false },
      },
    })
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html.body }
  }
  if (method === 'GET')
    return { status: 400, body: { error: '"title" must be 1 to 60 characters', hint } }
  const { password = null, least = 3 } =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  if (typeof password !== 'string' || password === '' || Array.from(password).length > 128)
    return { status: 400, body: { error: '"password" must be 1 to 128 characters', hint } }
  if (typeof least !== 'number' || ![0, 1, 2, 3, 4].includes(least))
    return { status: 400, body: { error: '"least" must be a score from 0 to 4', hint } }
  const { result } = step({ password, shown: false }, { type: 'start' })
  return { body: { ...result, isEnough: result.score >= least } }
}

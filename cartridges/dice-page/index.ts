// Dice in the notation of games, like 3d6+2, with the exact chance of doing at least as well. A page on
// GET; POST rolls with the dice of a seed, so that a roll can be shown to be fair afterwards.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { notation: string; history: string[]; last: string }

function step(old: State, action: { type: string; value?: string; random?: number }) {
  const { type, value = '', random = 0 } = action
  const state = { ...old }
  if (type === 'notation') state.notation = value.slice(0, 12)

  const [, many, faces, plus = '0'] =
    /^\s*(\d{0,2})d(\d{1,3})\s*([+-]\d{1,3})?\s*$/i.exec(state.notation) ?? []
  const count = many === '' ? 1 : Number(many)
  const sides = Number(faces)
  const isDice = faces !== undefined && count >= 1 && count <= 20 && sides >= 2 && sides <= 100

  /** Whole numbers below `sides` from a 32-bit seed (mulberry32); what would favour low faces is thrown away. */
  let seed = random >>> 0
  const below = (limit: number): number => {
    seed = (seed + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    const bits = (mixed ^ (mixed >>> 14)) >>> 0
    return bits >= 2 ** 32 - (2 ** 32 % limit) ? below(limit) : bits % limit
  }
  /** The chance of every sum of the faces, lowest first. */
  const chances = () => {
    let sums = [1]
    for (let die = 0; die < count; die++) {
      const next = Array.from({ length: sums.length + sides - 1 }, () => 0)
      for (const [at, chance] of sums.entries())
        for (let face = 0; face < sides; face++)
          next[at + face] = (next[at + face] ?? 0) + chance / sides
      sums = next
    }
    return sums
  }
  const roll = () => {
    const dice = Array.from({ length: count }, () => 1 + below(sides))
    const sum = dice.reduce((all, die) => all + die, 0)
    const atLeast = chances()
      .slice(sum - count)
      .reduce((all, chance) => all + chance, 0)
    return {
      dice,
      total: sum + Number(plus),
      atLeast: Math.round(Math.min(1, atLeast) * 1e6) / 1e6,
    }
  }

  const result = isDice && type === 'roll' ? roll() : null
  if (result) {
    state.last = String(result.total)
    const line = `${state.notation.trim()}: ${result.dice.join(' + ')} ${Number(plus) ? plus : ''} = ${result.total}`
    state.history = [
      `${line} (${(result.atLeast * 100).toFixed(1)} % do as well)`,
      ...old.history,
    ].slice(0, 10)
  }
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'label',
      {},
      'Dice',
      [
        'input',
        {
          value: state.notation,
          'aria-invalid': String(!isDice),
          on: { input: { type: 'notation' }, enter: { type: 'roll' } },
        },
      ],
    ],
    ['button', { class: 'main', disabled: !isDice, on: { click: { type: 'roll' } } }, 'Roll'],
    ['p', { class: 'big', role: 'status' }, isDice ? state.last || '–' : 'Write dice like 3d6+2'],
    ['ol', {}, ...state.history.map((line): View => ['li', {}, line])],
  ]
  return { state, view, result, isDice }
}

const hint = 'POST {"notation": "3d6+2", "seed": 7} or GET ?notation=2d6'

export async function handle({ method, body, query }: Request): Promise<Response> {
  const given: Json = method === 'GET' ? { notation: query.notation ?? '2d6', seed: 0 } : body
  if (typeof given !== 'object' || given === null || !('notation' in given))
    return { status: 400, body: { error: 'no "notation" was given', hint } }
  const { notation, seed } = given
  if (typeof notation !== 'string' || notation.length > 12)
    return { status: 400, body: { error: '"notation" must be text like 3d6+2', hint } }
  if (typeof seed !== 'number' || !Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    return { status: 400, body: { error: '"seed" must be whole, from 0 to 4294967295', hint } }
  const state: State = { notation, history: [], last: '' }
  const { result, isDice } = step(state, { type: 'roll', random: seed })
  if (!isDice)
    return { status: 400, body: { error: 'dice are 1 to 20 of 2 to 100 faces, and ±999', hint } }
  if (method === 'POST') return { body: result }
  const made = await call('app-page', {
    method: 'POST',
    body: { title: 'Dice', lead: 'Enter rolls, too.', step: String(step), state },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: made.body }
}

// A vote by ranks. Everybody orders the options as they like; the weakest is struck out until one has
// more than half, and the page shows every round. POST counts ballots the same way, and says as well who
// would beat each other option alone.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { options: string[]; ballots: number[][]; ranks: number[] }

function step(old: State, { type, index = -1 }: { type: string; index?: number }) {
  const { options } = old
  let { ballots, ranks } = old
  if (type === 'rank')
    ranks = ranks.includes(index) ? ranks.filter((at) => at !== index) : [...ranks, index]
  if (type === 'cast' && ranks.length > 0 && ballots.length < 500) {
    ballots = [...ballots, ranks]
    ranks = []
  }
  if (type === 'undo') ballots = ballots.slice(0, -1)

  const all = options.map((_, at) => at)
  const nameOf = (at: number) => options[at] ?? ''
  /** Votes of each option in a round: a ballot counts for the first that is still in. */
  const countIn = (left: readonly number[]) => {
    const firsts = ballots.map((ballot) => ballot.find((at) => left.includes(at)))
    return left.map((at) => ({ at, votes: firsts.filter((first) => first === at).length }))
  }
  const first = countIn(all)
  const firstVotes = (at: number) => first.find((row) => row.at === at)?.votes ?? 0
  const rounds: { votes: { [name: string]: number }; exhausted: number; out: string | null }[] = []
  let left = all
  let winner: number | null = null
  while (ballots.length > 0 && winner === null && left.length > 0) {
    const counts = countIn(left)
    const counted = counts.reduce((sum, { votes }) => sum + votes, 0)
    const top = counts.find(({ votes }) => votes * 2 > counted)
    const least = Math.min(...counts.map(({ votes }) => votes))
    // Of equally weak ones goes the one with fewer first ranks, then the one that was named last.
    const [weakest] = counts
      .filter(({ votes }) => votes === least)
      .sort((a, b) => firstVotes(a.at) - firstVotes(b.at) || b.at - a.at)
    if (top !== undefined) winner = top.at
    else left = left.filter((at) => at !== weakest?.at)
    rounds.push({
      votes: Object.fromEntries(counts.map(({ at, votes }) => [nameOf(at), votes])),
      exhausted: ballots.length - counted,
      out: top === undefined && weakest !== undefined ? nameOf(weakest.at) : null,
    })
  }
  // Whoever is left out of a ballot stands behind all that are in it.
  const rank = (ballot: readonly number[], at: number) =>
    ballot.includes(at) ? ballot.indexOf(at) : options.length
  const beats = (a: number, b: number) =>
    ballots.filter((ballot) => rank(ballot, a) < rank(ballot, b)).length
  const champion = all.find((a) => all.every((b) => a === b || beats(a, b) > beats(b, a)))
  const result = {
    ballots: ballots.length,
    winner: winner === null ? null : nameOf(winner),
    rounds,
    champion: champion === undefined || ballots.length === 0 ? null : nameOf(champion),
  }

  const option = (name: string, at: number): View => [
    'button',
    {
      'aria-pressed': String(ranks.includes(at)),
      on: { click: { type: 'rank', index: at } },
    },
    ranks.includes(at) ? `${ranks.indexOf(at) + 1}. ${name}` : name,
  ]
  const round = ({ votes, out }: (typeof rounds)[number], at: number): View => [
    'section',
    { class: 'card' },
    ['strong', {}, `Round ${at + 1}`],
    ...Object.entries(votes).flatMap(([name, count]): View[] => [
      ['span', {}, `${name}: ${count}`],
      ['meter', { min: 0, max: ballots.length, value: count, 'aria-label': name }],
    ]),
    ['span', { class: 'muted' }, out === null ? 'More than half' : `${out} is struck out`],
  ]
  const view: View = [
    'div',
    { class: 'stack' },
    ['p', {}, 'Press the options in your order, best first; leave out what you do not want.'],
    ['div', { class: 'stack', role: 'group', 'aria-label': 'Options' }, ...options.map(option)],
    [
      'div',
      { class: 'row' },
      [
        'button',
        { class: 'main', disabled: ranks.length === 0, on: { click: { type: 'cast' } } },
        'Cast the ballot',
      ],
      [
        'button',
        { disabled: ballots.length === 0, on: { click: { type: 'undo' } } },
        'Take the last back',
      ],
    ],
    [
      'p',
      { role: 'status' },
      `${ballots.length} ballots${result.winner === null ? '' : `; ${result.winner} wins`}`,
    ],
    ...rounds.map(round),
  ]
  return { state: { options, ballots, ranks }, view, result }
}

class BadVote extends Error {}

function readOptions(given: Json): string[] {
  const texts = Array.isArray(given) ? given : []
  const options = texts.map((text) => (typeof text === 'string' ? text.trim() : ''))
  if (options.length < 2 || options.length > 12 || new Set(options).size < options.length)
    throw new BadVote('"options" must be 2 to 12 different texts')
  if (options.some((text) => text === '' || text.length > 60 || text === '__proto__'))
    throw new BadVote('an option must be a name of 1 to 60 characters')
  return options
}

function readBallots(given: Json, options: readonly string[]): number[][] {
  if (!Array.isArray(given) || given.length > 500)
    throw new BadVote('"ballots" must be a list of at most 500')
  return given.map((ballot, at) => {
    const ranks = Array.isArray(ballot) ? ballot.map((name) => options.indexOf(String(name))) : []
    if (ranks.length === 0 || ranks.includes(-1) || new Set(ranks).size < ranks.length)
      throw new BadVote(`ballots[${at}] must name options, best first, each once`)
    return ranks
  })
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  try {
    if (method === 'GET') {
      const options = readOptions((query.options ?? 'Yes,No').split(','))
      const state = { options, ballots: [], ranks: [] }
      const title = (query.title ?? '').trim().slice(0, 100) || 'Vote'
      const html = await call('app-page', {
        method: 'POST',
        body: { title, step: String(step), state },
      })
      return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html.body }
    }
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new BadVote('the body must be an object')
    const options = readOptions(body.options ?? null)
    const ballots = readBallots(body.ballots ?? null, options)
    return { body: step({ options, ballots, ranks: [] }, { type: 'start' }).result }
  } catch (error) {
    if (!(error instanceof BadVote)) throw error
    const hint =
      'POST {"options": ["Tea", "Milk"], "ballots": [["Tea", "Milk"], ["Milk"]]} or GET ?options=Tea,Milk'
    return { status: 400, body: { error: error.message, hint } }
  }
}

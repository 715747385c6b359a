// The score of a game, round by round. Only rounds are kept: totals, ranks and winners follow from them,
// so taking a round back is enough to undo everything.

type Game = { players: string[]; best: 'high' | 'low'; target: number | null; rounds: number[][] }

const maxGames = 20
const maxRounds = 200

function stop(status: number, error: string): Response {
  const hint =
    'POST /<game> {"players": ["Ada", "Bob"], "target": 100, "best": "high"}; POST /<game>/rounds {"scores": [12, 7]}; DELETE /<game>/rounds takes one back; GET /<game>'
  return { status, body: { error, hint } }
}

const isWhole = (value: Json, low: number, high: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high

function standingsOf({ players, best, rounds }: Game) {
  const totals = players.map((player, index) => ({
    player,
    total: rounds.reduce((sum, scores) => sum + (scores[index] ?? 0), 0),
  }))
  const isAhead = (a: number, b: number) => (best === 'high' ? a > b : a < b)
  return totals
    .map(({ player, total }) => {
      const rank = 1 + totals.filter((other) => isAhead(other.total, total)).length
      return { rank, player, total }
    })
    .sort((a, b) => a.rank - b.rank)
}

function winnersOf(game: Game): string[] {
  const standings = standingsOf(game)
  const { target } = game
  if (target === null || !standings.some(({ total }) => total >= target)) return []
  return standings.filter(({ rank }) => rank === 1).map(({ player }) => player)
}

function show(id: string, game: Game): Response {
  const { best, target, rounds } = game
  const standings = standingsOf(game)
  const winners = winnersOf(game)
  return { body: { game: id, best, target, rounds: rounds.length, standings, winners } }
}

function gameOf(body: Json): Game | string {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return 'the body must be an object'
  const { players, target = null, best = 'high' } = body
  if (!Array.isArray(players) || players.length < 2 || players.length > 12)
    return '"players" must be 2 to 12 names'
  const names = players.map((name) => (typeof name === 'string' ? name.trim() : ''))
  if (names.some((name) => name === '' || name.length > 30))
    return 'a name must be text of 1 to 30 characters'
  if (new Set(names).size < names.length) return 'two players have the same name'
  if (best !== 'high' && best !== 'low') return '"best" must be high or low'
  if (target !== null && !isWhole(target, 1, 1_000_000))
    return '"target" must be a whole number above zero'
  return { players: names, best, target, rounds: [] }
}

function addRound(game: Game, body: Json): Game | string {
  const scores = typeof body === 'object' && body && !Array.isArray(body) ? body.scores : null
  if (!Array.isArray(scores) || scores.length !== game.players.length)
    return `"scores" must be ${game.players.length} numbers, one a player`
  const whole = scores.filter((score) => isWhole(score, -100_000, 100_000))
  if (whole.length < scores.length) return 'a score must be a whole number up to 100000'
  return { ...game, rounds: [...game.rounds, whole] }
}

export function handle({ method, path, body, payment }: Request): Response {
  const [, id, part] = /^\/([a-z0-9][a-z0-9-]{0,39})(\/rounds)?$/.exec(path) ?? []
  if (id === undefined) return stop(400, 'no game was named')
  const prefix = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const game = kv.get(prefix + id) as Game | undefined
  if (method === 'POST' && part === undefined) {
    if (game) return stop(409, `you have a game "${id}" already`)
    if (kv.list(prefix, maxGames).length >= maxGames) return stop(409, 'you have too many games')
    const made = gameOf(body)
    if (typeof made === 'string') return stop(400, made)
    kv.set(prefix + id, made)
    return show(id, made)
  }
  if (!game) return stop(404, `you have no game "${id}"`)
  if (method === 'GET') return show(id, game)
  if (part === undefined) {
    kv.delete(prefix + id)
    return show(id, game)
  }
  if (method === 'DELETE') {
    if (game.rounds.length === 0) return stop(409, 'no round was played')
    const undone = { ...game, rounds: game.rounds.slice(0, -1) }
    kv.set(prefix + id, undone)
    return show(id, undone)
  }
  if (winnersOf(game).length > 0) return stop(409, 'this game is over')
  if (game.rounds.length >= maxRounds) return stop(409, `${maxRounds} rounds are enough`)
  const next = addRound(game, body)
  if (typeof next === 'string') return stop(400, next)
  kv.set(prefix + id, next)
  return show(id, next)
}

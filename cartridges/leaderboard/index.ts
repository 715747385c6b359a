// High scores. Each player keeps the best score, equal scores share a rank (1, 2, 2, 4), and a player
// sees the neighbours. A full board drops its last place for somebody better.

type Score = readonly [player: string, score: number]

const maxPlayers = 300
const hint = 'POST /<board> {"player": "ada", "score": 120}; GET /<board>?top=10 or ?around=ada'

function refuse(error: string, status = 400): Response {
  return { status, body: { error, hint } }
}

/** Rows with competition ranks; `scores` is sorted, best first. */
function ranked(scores: readonly Score[]) {
  let rank = 0
  return scores.map(([player, score], index) => {
    if (score !== scores[index - 1]?.[1]) rank = index + 1
    return { rank, player, score }
  })
}

function submit(board: string, scores: readonly Score[], isLowBest: boolean, body: Json): Response {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be an object')
  const player = typeof body.player === 'string' ? body.player.trim().normalize('NFC') : ''
  if (!/^[^\p{C}]{1,40}$/u.test(player))
    return refuse('"player" must be 1 to 40 visible characters')
  const { score } = body
  if (typeof score !== 'number' || !Number.isFinite(score))
    return refuse('"score" must be a number')
  const isBetter = (a: number, b: number) => (isLowBest ? a < b : a > b)
  const best = scores.find(([name]) => name === player)?.[1]
  const isRecord = best === undefined || isBetter(score, best)
  const rest = scores.filter(([name]) => name !== player)
  // Who came first with a score stays in front of those who reach it later.
  const behind = rest.findIndex(([, other]) => isBetter(score, other))
  const at = behind < 0 ? rest.length : behind
  const next: readonly Score[] = isRecord ? rest.toSpliced(at, 0, [player, score]) : scores
  const kept = next.slice(0, maxPlayers)
  if (isRecord) kv.set(board, { isLowBest, scores: kept.map(([name, value]) => [name, value]) })
  const row = ranked(kept).find((entry) => entry.player === player)
  return {
    body: {
      board,
      player,
      best: isRecord ? score : best,
      isRecord,
      rank: row?.rank ?? null,
      players: kept.length,
    },
  }
}

export function handle({ method, path, query, body }: Request): Response {
  const board = path.slice(1)
  if (!/^[a-z0-9-]{1,40}$/.test(board)) return refuse('no board was named')
  const stored = kv.get(board) as { isLowBest: boolean; scores: [string, number][] } | undefined
  const scores = stored?.scores ?? []
  if (method === 'POST') {
    if (stored === undefined && kv.list('', 60).length >= 60)
      return refuse('no room for a board', 409)
    return submit(board, scores, stored?.isLowBest ?? query.best === 'low', body)
  }
  if (stored === undefined) return refuse(`nobody has played "${board}"`, 404)
  const rows = ranked(scores)
  if (query.around !== undefined) {
    const at = rows.findIndex(({ player }) => player === query.around)
    if (at < 0) return refuse('this player is not on the board', 404)
    return { body: { board, players: rows.length, rows: rows.slice(Math.max(0, at - 2), at + 3) } }
  }
  const top = Number(query.top ?? 10)
  if (!Number.isInteger(top) || top < 1 || top > 100) return refuse('"top" must be 1 to 100')
  return { body: { board, players: rows.length, rows: rows.slice(0, top) } }
}

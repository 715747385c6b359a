// A box for feedback: 0 to 10 and a few words. One voice a person, the latest counts; the summary is
// the net promoter score with the words that come up among critics and among fans.

type Voice = { score: number; words: string }

const maxVoices = 400
const dull = new Set(
  'the and for with that this was are but not you your very have had its'.split(' '),
)

const no = (error: string, hint: string, status = 400): Response => ({
  status,
  body: { error, hint },
})

/** The words that most voices use, each counted once a voice. */
function themes(voices: readonly Voice[]): string[] {
  const counts = new Map<string, number>()
  for (const { words } of voices)
    for (const word of new Set(words.toLowerCase().match(/\p{L}{3,30}/gu) ?? []))
      if (!dull.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 5)
    .map(([word]) => word)
}

function summary(box: string, voices: readonly Voice[]): Json {
  const critics = voices.filter(({ score }) => score <= 6)
  const fans = voices.filter(({ score }) => score >= 9)
  const nps =
    voices.length === 0 ? null : Math.round((100 * (fans.length - critics.length)) / voices.length)
  return { box, voices: voices.length, nps, critics: themes(critics), fans: themes(fans) }
}

export function handle({ method, path, body }: Request): Response {
  const box = path.slice(1)
  if (!/^[a-z0-9-]{1,40}$/.test(box))
    return no('no box was named', 'POST /shop {"from", "score", "words"}')
  const stored = kv.get(box) as { [from: string]: Voice } | undefined
  const voices = new Map(Object.entries(stored ?? {}))
  if (method === 'GET') return { body: summary(box, [...voices.values()]) }

  const hint = '{"from": "ada", "score": 9, "words": "fast and friendly"}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return no('the body must be an object', hint)
  const { from, score, words = '' } = body
  if (typeof from !== 'string' || from === '' || from.length > 60)
    return no('"from" must have 1 to 60 characters', hint)
  if (typeof score !== 'number' || !Number.isInteger(score) || score < 0 || score > 10)
    return no('"score" must be a whole number from 0 to 10', hint)
  if (typeof words !== 'string' || words.length > 100)
    return no('"words" has at most 100 characters', hint)
  if (!voices.has(from) && voices.size >= maxVoices)
    return no(`${maxVoices} voices were heard`, 'begin another box', 409)
  if (stored === undefined && kv.list('', 10).length >= 10)
    return no('there are 10 boxes', 'use one of them', 409)
  voices.set(from, { score, words })
  kv.set(box, Object.fromEntries(voices))
  return { body: summary(box, [...voices.values()]) }
}

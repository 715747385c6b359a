// Polls. One vote a voter, who may change it; results hide until the voter has voted, so that the crowd
// does not lead. Approval polls take several choices.

type Poll = {
  question: string
  options: string[]
  many: boolean
  closed: boolean
  votes: { [voter: string]: number[] }
}

const maxPolls = 60
const maxVoters = 500

const no = (status: number, error: string, hint: string): Response => ({
  status,
  body: { error, hint },
})

const isLine = (value: Json | undefined): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 140

function create(id: string, body: Json): Response {
  const hint = '{"question": "Lunch?", "options": ["Soup", "Pasta"], "many": false}'
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return no(400, 'the body must be an object', hint)
  const { question, options, many = false } = body
  if (!isLine(question)) return no(400, '"question" must be 1 to 140 characters', hint)
  if (
    !Array.isArray(options) ||
    options.length < 2 ||
    options.length > 12 ||
    !options.every(isLine)
  )
    return no(400, '"options" must be 2 to 12 texts', hint)
  if (new Set(options.map((option) => String(option).trim().toLowerCase())).size < options.length)
    return no(400, 'two options are the same', hint)
  if (typeof many !== 'boolean') return no(400, '"many" must be true or false', hint)
  if (kv.list('', maxPolls).length >= maxPolls) return no(409, 'there are too many polls', 'later')
  const poll = { question, options, many, closed: false, votes: {} }
  kv.set(id, poll)
  return { status: 201, body: view(id, poll, null) }
}

function view(id: string, poll: Poll, voter: string | null): Json {
  const mine = voter !== null && Object.hasOwn(poll.votes, voter) ? (poll.votes[voter] ?? []) : null
  const all = Object.values(poll.votes)
  const counts = poll.options.map((_, index) => all.filter((vote) => vote.includes(index)).length)
  const most = Math.max(...counts)
  const results = poll.options.map((option, index) => {
    const votes = counts[index] ?? 0
    const percent = all.length === 0 ? 0 : Math.round((1000 * votes) / all.length) / 10
    return { option, votes, percent, leads: votes > 0 && votes === most }
  })
  const { question, options, many, closed } = poll
  const isShown = closed || mine !== null
  return {
    id,
    question,
    options,
    many,
    closed,
    voters: all.length,
    mine,
    results: isShown ? results : null,
  }
}

function vote(id: string, poll: Poll, voter: string, body: Json): Response {
  const hint = `{"voter": "ada", "choices": [0]}: numbers below ${poll.options.length}`
  const choices =
    body !== null && typeof body === 'object' && !Array.isArray(body) ? body.choices : null
  if (
    !Array.isArray(choices) ||
    !choices.every(
      (n) => Number.isInteger(n) && Number(n) >= 0 && Number(n) < poll.options.length,
    ) ||
    new Set(choices).size !== choices.length
  )
    return no(400, '"choices" must be different numbers of options', hint)
  if (choices.length === 0 || (choices.length > 1 && !poll.many))
    return no(400, `this poll takes ${poll.many ? 'one choice or more' : 'one choice'}`, hint)
  const votes = new Map(Object.entries(poll.votes))
  votes.set(voter, choices.map(Number))
  if (votes.size > maxVoters) return no(409, `${maxVoters} have voted`, 'the poll is full')
  const next = { ...poll, votes: Object.fromEntries(votes) }
  kv.set(id, next)
  return { body: view(id, next, voter) }
}

export function handle({ method, path, query, body }: Request): Response {
  const [, id = '', action] = /^\/([a-z0-9][a-z0-9-]{1,39})(?:\/(votes|close))?$/.exec(path) ?? []
  if (id === '') return no(400, 'no poll was named', 'POST /lunch, POST /lunch/votes, GET /lunch')
  const poll = kv.get(id) as Poll | undefined
  if (method === 'POST' && action === undefined)
    return poll === undefined ? create(id, body) : no(409, `"${id}" exists`, 'take another name')
  if (poll === undefined) return no(404, `there is no poll "${id}"`, `POST /${id} makes it`)
  const named =
    body !== null && typeof body === 'object' && !Array.isArray(body) ? body.voter : query.voter
  const voter = typeof named === 'string' && /^[\w@.-]{1,60}$/.test(named) ? named : null
  if (method === 'GET') return { body: view(id, poll, voter) }
  if (poll.closed) return no(409, 'the poll is closed', `GET /${id} tells the result`)
  if (action === 'close') {
    kv.set(id, { ...poll, closed: true })
    return { body: view(id, { ...poll, closed: true }, voter) }
  }
  return voter === null
    ? no(400, '"voter" is missing', 'a name or id of up to 60 letters, digits and _ @ . -')
    : vote(id, poll, voter, body)
}

import type { AppendRequest, Entry, State, VoteRequest } from './signature.d.ts'

example(() => {
  const server = new solution.Server()
  return [
    server.vote({ term: 1, candidate: 'a', lastIndex: 0, lastTerm: 0 }),
    server.vote({ term: 1, candidate: 'b', lastIndex: 0, lastTerm: 0 }),
    server.vote({ term: 2, candidate: 'b', lastIndex: 0, lastTerm: 0 }),
    server.state(),
  ]
}, [
  { term: 1, granted: true },
  { term: 1, granted: false },
  { term: 2, granted: true },
  { term: 2, votedFor: 'b', log: [], commit: 0 },
])
example(() => {
  const server = new solution.Server()
  const entries = [
    { term: 1, command: 'x' },
    { term: 1, command: 'y' },
  ]
  server.append({ term: 1, previousIndex: 0, previousTerm: 0, entries, commit: 1 })
  const answer = server.append({
    term: 2,
    previousIndex: 1,
    previousTerm: 1,
    entries: [{ term: 2, command: 'z' }],
    commit: 9,
  })
  return [answer, server.state()]
}, [
  { term: 2, ok: true },
  {
    term: 2,
    votedFor: null,
    log: [
      { term: 1, command: 'x' },
      { term: 2, command: 'z' },
    ],
    commit: 2,
  },
])
example(
  () =>
    new solution.Server().append({
      term: 1,
      previousIndex: 1,
      previousTerm: 0,
      entries: [],
      commit: 0,
    }),
  { term: 1, ok: false },
)

/** The statement, rule by rule, on a plain state. */
function expectVote(state: State, request: VoteRequest): boolean {
  if (request.term < state.term) return false
  if (request.term > state.term) Object.assign(state, { term: request.term, votedFor: null })
  if (state.votedFor !== null && state.votedFor !== request.candidate) return false
  const lastTerm = state.log.length > 0 ? state.log[state.log.length - 1]!.term : 0
  if (request.lastTerm < lastTerm) return false
  if (request.lastTerm === lastTerm && request.lastIndex < state.log.length) return false
  state.votedFor = request.candidate
  return true
}

function expectAppend(state: State, request: AppendRequest): boolean {
  if (request.term < state.term) return false
  if (request.term > state.term) Object.assign(state, { term: request.term, votedFor: null })
  let index = request.previousIndex
  if (index > state.log.length) return false
  if (index > 0 && state.log[index - 1]!.term !== request.previousTerm) return false
  for (const entry of request.entries) {
    const old = state.log[index]
    if (old && old.term !== entry.term) state.log = state.log.slice(0, index)
    if (!state.log[index]) state.log.push(entry)
    index++
  }
  if (request.commit > state.commit)
    state.commit = Math.max(state.commit, Math.min(request.commit, index))
  return true
}

const filled = () => {
  const server = new solution.Server()
  const entries: Entry[] = [
    { term: 1, command: 'a' },
    { term: 3, command: 'b' },
  ]
  server.append({ term: 3, previousIndex: 0, previousTerm: 0, entries, commit: 2 })
  return server
}

check(
  'begins empty',
  () => equal(new solution.Server().state(), { term: 0, votedFor: null, log: [], commit: 0 }),
  1,
)
check(
  'the log of the candidate must be up to date',
  () => {
    const ask = (lastIndex: number, lastTerm: number) =>
      filled().vote({ term: 4, candidate: 'c', lastIndex, lastTerm }).granted
    equal([ask(2, 3), ask(1, 3), ask(9, 2), ask(1, 4), ask(3, 3)], [true, false, false, true, true])
  },
  1,
)
check(
  'an old request changes nothing',
  () => {
    const server = filled()
    equal(
      server.append({
        term: 2,
        previousIndex: 0,
        previousTerm: 0,
        entries: [{ term: 2, command: 'q' }],
        commit: 5,
      }),
      { term: 3, ok: false },
    )
    equal(server.vote({ term: 2, candidate: 'c', lastIndex: 9, lastTerm: 9 }), {
      term: 3,
      granted: false,
    })
    equal(server.state(), filled().state())
  },
  1,
)
check(
  'known entries do not cut the log',
  () => {
    const server = filled()
    server.append({
      term: 3,
      previousIndex: 0,
      previousTerm: 0,
      entries: [{ term: 1, command: 'a' }],
      commit: 0,
    })
    equal(server.state(), filled().state())
  },
  1,
)
check(
  'commits only what the request vouches for',
  () => {
    const server = new solution.Server()
    const entries: Entry[] = [
      { term: 1, command: 'a' },
      { term: 1, command: 'b' },
    ]
    server.append({ term: 1, previousIndex: 0, previousTerm: 0, entries, commit: 0 })
    server.append({ term: 1, previousIndex: 1, previousTerm: 1, entries: [], commit: 2 })
    equal(server.state().commit, 1)
  },
  1,
)
check(
  'agrees with the rules on any requests',
  (random) => {
    const server = new solution.Server()
    const state: State = { term: 0, votedFor: null, log: [], commit: 0 }
    for (let i = 0; i < 10; i++) {
      const term = Math.max(0, state.term + random.pick([-1, 0, 0, 0, 1]))
      if (random.bool(0.35)) {
        const request = {
          term,
          candidate: random.pick(['a', 'b']),
          lastIndex: random.int(0, 4),
          lastTerm: random.int(0, term),
        }
        equal(server.vote(request).granted, expectVote(state, request))
      } else {
        const previousIndex = random.int(0, Math.min(4, state.log.length + 1))
        const own = state.log[previousIndex - 1]?.term ?? 0
        const request = {
          term,
          previousIndex,
          previousTerm: random.pick([own, own, own, own + 1]),
          entries: random.list(0, 3, (j) => ({
            term: random.pick([term, state.log[previousIndex + j]?.term ?? term]),
            command: `${i}.${j}`,
          })),
          commit: random.int(0, 5),
        }
        equal(server.append(request).ok, expectAppend(state, request))
      }
      equal(server.state(), state)
    }
  },
  16,
)

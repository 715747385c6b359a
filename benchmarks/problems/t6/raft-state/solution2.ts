export type Entry = { term: number; command: string }
export type State = { term: number; votedFor: string | null; log: Entry[]; commit: number }
export type VoteRequest = { term: number; candidate: string; lastIndex: number; lastTerm: number }
export type AppendRequest = {
  term: number
  previousIndex: number
  previousTerm: number
  entries: Entry[]
  commit: number
}

/** Requests turn one state into the next; the class only remembers the last. */
function withTerm(state: State, term: number): State {
  return term > state.term ? { ...state, term, votedFor: null } : state
}

function appended(state: State, request: AppendRequest): State | null {
  const { previousIndex, previousTerm, entries } = request
  const before = state.log.slice(0, previousIndex)
  if (before.length < previousIndex) return null
  const last = before.pop()
  if (last && last.term !== previousTerm) return null
  const conflict = entries.findIndex(({ term }, i) => state.log[previousIndex + i]?.term !== term)
  const log =
    conflict < 0
      ? state.log
      : state.log.slice(0, previousIndex + conflict).concat(entries.slice(conflict))
  let { commit } = state
  const known = previousIndex + entries.length
  while (commit < request.commit && commit < known) commit++
  return { ...state, log, commit }
}

export class Server {
  private now: State = { term: 0, votedFor: null, log: [], commit: 0 }

  vote(request: VoteRequest): { term: number; granted: boolean } {
    this.now = withTerm(this.now, request.term)
    const { term, votedFor, log } = this.now
    const own = log[log.length - 1]?.term ?? 0
    let granted = request.term >= term && [null, request.candidate].includes(votedFor)
    if (request.lastTerm < own) granted = false
    if (request.lastTerm === own && request.lastIndex < log.length) granted = false
    if (granted) this.now = { ...this.now, votedFor: request.candidate }
    return { term, granted }
  }

  append(request: AppendRequest): { term: number; ok: boolean } {
    this.now = withTerm(this.now, request.term)
    const { term } = this.now
    const next = request.term < term ? null : appended(this.now, request)
    if (next) this.now = next
    return { term, ok: next !== null }
  }

  state(): State {
    return this.now
  }
}

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

export class Server {
  private term = 0
  private votedFor: string | null = null
  private log: Entry[] = []
  private commit = 0

  vote({ term, candidate, lastIndex, lastTerm }: VoteRequest): { term: number; granted: boolean } {
    if (!this.accepts(term)) return { term: this.term, granted: false }
    const own = this.log.at(-1)?.term ?? 0
    const isUpToDate = lastTerm > own || (lastTerm === own && lastIndex >= this.log.length)
    const isFree = this.votedFor === null || this.votedFor === candidate
    if (isFree && isUpToDate) this.votedFor = candidate
    return { term, granted: isFree && isUpToDate }
  }

  append(request: AppendRequest): { term: number; ok: boolean } {
    const { term, previousIndex, previousTerm, entries, commit } = request
    if (!this.accepts(term)) return { term: this.term, ok: false }
    if (previousIndex > 0 && this.log[previousIndex - 1]?.term !== previousTerm)
      return { term, ok: false }
    for (const [i, entry] of entries.entries()) {
      const place = previousIndex + i
      if (this.log[place]?.term === entry.term) continue
      this.log = [...this.log.slice(0, place), entry]
    }
    this.commit = Math.max(this.commit, Math.min(commit, previousIndex + entries.length))
    return { term, ok: true }
  }

  state(): State {
    return { term: this.term, votedFor: this.votedFor, log: this.log, commit: this.commit }
  }

  private accepts(term: number): boolean {
    if (term > this.term) {
      this.term = term
    }
    return term === this.term
  }
}

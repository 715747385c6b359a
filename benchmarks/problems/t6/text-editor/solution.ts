type State = { text: string; cursor: number }

export class Editor {
  private now: State = { text: '', cursor: 0 }
  private done: { before: State; after: State }[] = []
  private undone: { before: State; after: State }[] = []
  private isTyping = false

  move(by: number): void {
    const { text, cursor } = this.now
    this.now = { text, cursor: Math.min(text.length, Math.max(0, cursor + by)) }
    this.isTyping = false
  }

  type(text: string): void {
    if (text === '') return
    const before = this.isTyping ? this.done.pop()!.before : this.now
    const { cursor } = this.now
    this.change(
      before,
      this.now.text.slice(0, cursor) + text + this.now.text.slice(cursor),
      cursor + text.length,
    )
    this.isTyping = true
  }

  erase(count: number): void {
    this.isTyping = false
    const { text, cursor } = this.now
    const start = Math.max(0, cursor - count)
    if (start < cursor) this.change(this.now, text.slice(0, start) + text.slice(cursor), start)
  }

  undo(): boolean {
    this.isTyping = false
    const change = this.done.pop()
    if (!change) return false
    this.undone.push(change)
    this.now = change.before
    return true
  }

  redo(): boolean {
    this.isTyping = false
    const change = this.undone.pop()
    if (!change) return false
    this.done.push(change)
    this.now = change.after
    return true
  }

  show(): string {
    const { text, cursor } = this.now
    return `${text.slice(0, cursor)}|${text.slice(cursor)}`
  }

  private change(before: State, text: string, cursor: number): void {
    this.now = { text, cursor }
    this.done.push({ before, after: this.now })
    this.undone = []
  }
}

/** Two stacks of characters around the cursor, and a list of edits with the number of those in force. */
type Edit = { at: number; removed: string; added: string; isTyped: boolean }

export class Editor {
  private left: string[] = []
  private right: string[] = []
  private edits: Edit[] = []
  private inForce = 0
  private isOpen = false

  move(by: number): void {
    this.goTo(this.left.length + by)
    this.isOpen = false
  }

  type(text: string): void {
    if (text.length === 0) return
    const last = this.isOpen ? this.edits[this.inForce - 1] : undefined
    if (last) last.added += text
    else this.add({ at: this.left.length, removed: '', added: text, isTyped: true })
    this.left.push(...text.split(''))
    this.isOpen = true
  }

  erase(count: number): void {
    this.isOpen = false
    const at = this.left.length
    const removed = this.left.splice(Math.max(0, at - count)).join('')
    if (removed !== '') this.add({ at, removed, added: '', isTyped: false })
  }

  undo(): boolean {
    this.isOpen = false
    const edit = this.edits[this.inForce - 1]
    if (!edit) return false
    this.inForce--
    this.replace(edit.at - edit.removed.length, edit.added, edit.removed)
    return true
  }

  redo(): boolean {
    this.isOpen = false
    const edit = this.edits[this.inForce]
    if (!edit) return false
    this.inForce++
    this.replace(edit.at - edit.removed.length, edit.removed, edit.added)
    return true
  }

  show(): string {
    return [...this.left, '|', ...this.right].join('')
  }

  private add(edit: Edit): void {
    this.edits = [...this.edits.slice(0, this.inForce), edit]
    this.inForce++
  }

  private goTo(place: number): void {
    const all = [...this.left, ...this.right]
    const at = Math.max(0, place)
    this.left = all.slice(0, at)
    this.right = all.slice(at)
  }

  /** The cursor ends up behind the new text. */
  private replace(at: number, old: string, text: string): void {
    this.goTo(at)
    this.right.splice(0, old.length)
    this.left.push(...text.split(''))
  }
}

export function order(needs: Record<string, string[]>): string[] | null {
  const done: string[] = []
  const open = new Set<string>()
  const visit = (task: string): boolean => {
    if (done.includes(task)) return true
    if (open.has(task)) return false
    open.add(task)
    if (!(needs[task] ?? []).every(visit)) return false
    done.push(task)
    return true
  }
  return Object.keys(needs).every(visit) ? done : null
}

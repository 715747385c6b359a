export type Link = { value: number; next: Link | null }

export function removeAll(head: Link | null, value: number): Link | null {
  if (!head) return null
  const next = removeAll(head.next, value)
  return head.value === value ? null : { value: head.value, next }
}

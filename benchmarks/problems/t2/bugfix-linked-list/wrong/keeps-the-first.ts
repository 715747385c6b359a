export type Link = { value: number; next: Link | null }

export function removeAll(head: Link | null, value: number): Link | null {
  const first = head
  let link = first
  while (link?.next) {
    if (link.next.value === value) link.next = link.next.next
    else link = link.next
  }
  return first
}

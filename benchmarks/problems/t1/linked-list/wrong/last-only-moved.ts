export type Link = { value: number; next: Link } | null

export function reverseList(list: Link): Link {
  if (list === null || list.next === null) return list
  const rest = reverseList(list.next)
  return rest && { value: rest.value, next: { value: list.value, next: rest.next } }
}

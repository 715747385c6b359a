export type Link = { value: number; next: Link } | null

export function reverseList(list: Link): Link {
  const values: number[] = []
  let at = list
  while (at !== null) {
    values.push(at.value)
    at = at.next
  }
  return values.reduce<Link>((next, value) => ({ value, next }), null)
}

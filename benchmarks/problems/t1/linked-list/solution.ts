export type Link = { value: number; next: Link } | null

export function reverseList(list: Link): Link {
  let reversed: Link = null
  for (let link = list; link; link = link.next) reversed = { value: link.value, next: reversed }
  return reversed
}

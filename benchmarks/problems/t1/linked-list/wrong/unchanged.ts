function reverse(list: Link): Link {
  let reversed: Link = null
  for (let link = list; link; link = link.next) reversed = { value: link.value, next: reversed }
  return reversed
}

export type Link = { value: number; next: Link } | null

export function reverseList(list: Link): Link {
  let result: Link = null
  for (let link = reverse(list); link; link = link.next)
    result = { value: link.value, next: result }
  return result
}

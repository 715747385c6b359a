export function bestRange(list: number[]): [number, number] {
  const before = [0]
  for (const n of list) before.push(before.at(-1)! + n)
  let best: [number, number] = [0, 0]
  const sumOf = ([first, last]: [number, number]) => before[last + 1]! - before[first]!
  for (let first = 0; first < list.length; first++)
    for (let last = first; last < list.length; last++)
      if (sumOf([first, last]) > sumOf(best)) best = [first, last]
  return best
}

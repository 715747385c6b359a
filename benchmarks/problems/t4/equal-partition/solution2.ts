export function halve(list: number[]): [number[], number[]] | null {
  const share = (rest: number[], difference: number): [number[], number[]] | null => {
    const [n, ...others] = rest
    if (n === undefined) return difference === 0 ? [[], []] : null
    const left = share(others, difference + n)
    if (left) return [[n, ...left[0]], left[1]]
    const right = share(others, difference - n)
    return right && [right[0], [n, ...right[1]]]
  }
  return share(list, 0)
}

example(() => solution.cut([5, 6, 7, 8], 2, 3), [6, 7])
example(() => solution.cut([5, 6, 7, 8], -2, -1), [7, 8])
example(() => solution.cut([5, 6, 7, 8], 3, 1), [7, 6, 5])
example(() => solution.cut([5, 6], -7, 1), [5])
exampleThrows(() => solution.cut([5, 6], 0, 1))

check('the whole list', () => equal(solution.cut([1, 2, 3], 1, -1), [1, 2, 3]), 1)
check('the whole list backwards', () => equal(solution.cut([1, 2, 3], -1, 1), [3, 2, 1]), 1)
check('one item', () => equal(solution.cut([4, 5, 6], 2, -2), [5]), 1)
check(
  'place 0',
  () => {
    throws(() => solution.cut([1, 2], 1, 0))
    throws(() => solution.cut([], 0, 0))
    throws(() => solution.cut([1, 2], 0, -1))
  },
  1,
)
check(
  'nothing there',
  () => {
    equal(solution.cut([1, 2], 3, 9), [])
    equal(solution.cut([1, 2], -9, -3), [])
    equal(solution.cut([1, 2], 9, 3), [])
    equal(solution.cut([], 1, -1), [])
  },
  1,
)
check(
  'beyond both ends',
  () => {
    equal(solution.cut([1, 2, 3], 7, -9), [3, 2, 1])
    equal(solution.cut([1, 2, 3], -9, 7), [1, 2, 3])
  },
  1,
)
check(
  'agrees with places counted one by one',
  (random) => {
    const list = random.list(0, 6, () => random.int(0, 99))
    const place = () => random.int(1, 8) * random.pick([1, -1])
    const [from, to] = [place(), place()]
    const at = (p: number) => (p > 0 ? p : list.length + p + 1)
    const piece: number[] = []
    for (let p = Math.min(at(from), at(to)); p <= Math.max(at(from), at(to)); p++)
      if (p >= 1 && p <= list.length) piece.push(list[p - 1]!)
    equal(solution.cut(list, from, to), at(from) > at(to) ? [...piece].reverse() : piece)
  },
  30,
)

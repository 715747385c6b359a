example(() => solution.countPosts(10, 2, false), 6)
example(() => solution.countPosts(10, 2, true), 5)
example(() => solution.countPosts(10, 3, false), 5)
example(() => solution.countPosts(4, 10, true), 3)

check('a straight fence of no length', () => equal(solution.countPosts(0, 5, false), 1), 1)
check('a closed fence of no length', () => equal(solution.countPosts(0, 5, true), 0), 1)
check('one panel', () => equal(solution.countPosts(3, 3, false), 2), 1)
check('a little more than one panel', () => equal(solution.countPosts(4, 3, false), 3), 1)
check('the smallest field', () => equal(solution.countPosts(1, 1, true), 3), 1)
check(
  'one post less would be too few, this many are enough (straight)',
  (random) => {
    const [length, gap] = [random.int(1, 60), random.int(1, 9)]
    const posts = solution.countPosts(length, gap, false)
    ok((posts - 1) * gap >= length)
    ok((posts - 2) * gap < length)
  },
  15,
)
check(
  'one post less would be too few, this many are enough (closed)',
  (random) => {
    const [length, gap] = [random.int(1, 60), random.int(1, 9)]
    const posts = solution.countPosts(length, gap, true)
    ok(posts >= 3 && posts * gap >= length)
    ok(posts === 3 || (posts - 1) * gap < length)
  },
  15,
)

example(() => solution.splitBill(100, 3), [34, 33, 33])
example(() => solution.splitBill(10, 4), [3, 3, 2, 2])
example(() => solution.splitBill(9, 3), [3, 3, 3])

check('nothing to pay', () => equal(solution.splitBill(0, 2), [0, 0]), 1)
check('alone', () => equal(solution.splitBill(77, 1), [77]), 1)
check('fewer cents than people', () => equal(solution.splitBill(2, 5), [1, 1, 0, 0, 0]), 1)
check('one cent less than even', () => equal(solution.splitBill(19, 5), [4, 4, 4, 4, 3]), 1)
check(
  'fair and complete',
  (random) => {
    const [cents, people] = [random.int(0, 200), random.int(1, 9)]
    const shares = solution.splitBill(cents, people)
    equal(shares.length, people)
    equal(
      shares.reduce((a, b) => a + b, 0),
      cents,
    )
    ok((shares[0] ?? 0) - (shares.at(-1) ?? 0) <= 1, 'as even as possible')
    ok(
      shares.every((share, index) => index === 0 || share <= (shares[index - 1] ?? 0)),
      'more first',
    )
  },
  30,
)

example(() => solution.isIpv4('192.168.1.1'), true)
example(() => solution.isIpv4('256.1.1.1'), false)
example(() => solution.isIpv4('1.2.3'), false)
example(() => solution.isIpv4('01.2.3.4'), false)

/** The rule once more, written for clarity. */
function expected(text: string): boolean {
  const byte = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])'
  return new RegExp(`^${[byte, byte, byte, byte].join('[.]')}$`).test(text)
}

check("isIpv4('')", () => equal(solution.isIpv4(''), false), 1)
check("isIpv4('0.0.0.0')", () => equal(solution.isIpv4('0.0.0.0'), true), 1)
check("isIpv4('255.255.255.255')", () => equal(solution.isIpv4('255.255.255.255'), true), 1)
check("isIpv4('1.2.3.4.5')", () => equal(solution.isIpv4('1.2.3.4.5'), false), 1)
check("isIpv4('1..2.3')", () => equal(solution.isIpv4('1..2.3'), false), 1)
check("isIpv4('1.2.3.4 ')", () => equal(solution.isIpv4('1.2.3.4 '), false), 1)
check("isIpv4('-1.2.3.4')", () => equal(solution.isIpv4('-1.2.3.4'), false), 1)
check("isIpv4('1e1.2.3.4')", () => equal(solution.isIpv4('1e1.2.3.4'), false), 1)
check("isIpv4('1.2.3.1000')", () => equal(solution.isIpv4('1.2.3.1000'), false), 1)
check("isIpv4('300.2.3.4')", () => equal(solution.isIpv4('300.2.3.4'), false), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random
      .list(random.pick([3, 4, 4, 4]), random.pick([4, 4, 4, 5]), () =>
        random.pick([random.int(0, 260), random.int(0, 99), '00', '', '7a']),
      )
      .join('.')
    equal(solution.isIpv4(text), expected(text))
  },
  20,
)

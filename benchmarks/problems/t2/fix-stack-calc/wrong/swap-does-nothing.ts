export function run(program: string): number[] {
  const stack: number[] = []
  const pop = () => {
    const value = stack.pop()
    if (value === undefined) throw new Error('the stack is empty')
    return value
  }
  for (const word of program.split(' ')) {
    if (word === 'dup') {
      const top = pop()
      stack.push(top, top)
    } else if (word === 'swap') {
      const right = pop()
      const left = pop()
      stack.push(left, right)
    } else if (word === 'add') {
      stack.push(pop() + pop())
    } else if (word === 'sub') {
      const right = pop()
      const left = pop()
      stack.push(left - right)
    } else stack.push(Number(word))
  }
  return stack
}

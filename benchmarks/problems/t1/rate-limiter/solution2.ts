export function allowRequests(times: number[], limit: number, window: number): boolean[] {
  const answers: boolean[] = []
  let recent: number[] = []
  for (const time of times) {
    recent = recent.filter((earlier) => time - earlier < window)
    answers.push(recent.length < limit)
    if (answers.at(-1)) recent.push(time)
  }
  return answers
}

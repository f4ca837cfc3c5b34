const STEP = /\.([A-Za-z_$][\w$-]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** The keys of a JSON path such as `$.tables[0]["odd name"]`; those read so far where it goes on in another way. */
export function parseJsonPath(path: string): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  STEP.lastIndex = path.startsWith('$') ? 1 : 0;
  for (let step = STEP.exec(path); step !== null; step = STEP.exec(path)) {
    const [, name, index, quoted] = step;
    if (name !== undefined) keys.push(name);
    else if (index !== undefined) keys.push(Number(index));
    else keys.push(JSON.parse(`"${quoted ?? ''}"`) as string);
  }
  return keys;
}

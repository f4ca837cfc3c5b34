/** Objects and lists inside each other that a document may have: twice what the deepest definition has. Parsers recurse. */
export const MOST_LEVELS = 200;

/** DI symbol of the `Configuration`. */
export const CONFIGURATION = Symbol('CONFIGURATION');

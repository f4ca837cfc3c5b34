/** Version of a new experiment whose definition names none. */
export const FIRST_VERSION = '1.0.0';

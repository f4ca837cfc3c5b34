/** Names of experiments, tables and columns: ASCII letters, digits and underscores, not starting with a digit. */
export const NAME_PATTERN = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

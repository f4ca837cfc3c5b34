/** Only what hangs should fail for its time: machines that test are slow and busy. */
jest.setTimeout(60_000);

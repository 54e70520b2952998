// The suites of this run use the server that the test set-up has found.
process.env.TEST_DATABASE = "mysql";
